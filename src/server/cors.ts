import type { CorsOptions } from './options.js';

/** Headers that let the request's origin read the answer; none when it is not on the list. */
export function corsHeaders(request: Request, cors: CorsOptions | undefined): Record<string, string> {
  const origin = request.headers.get('origin');
  if (!cors || origin === null) return {};
  const named = cors.origins.includes(origin);
  if (!named && !cors.origins.includes('*')) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': named ? origin : '*',
    'access-control-expose-headers': 'Retry-After',
    // Any origin together with cookies would let every site act for whoever visits it.
    ...(named && cors.credentials && { 'access-control-allow-credentials': 'true' }),
  };
}

/** Answers an OPTIONS request. */
export function preflight(request: Request, cors: CorsOptions | undefined): Response {
  const headers = corsHeaders(request, cors);
  if ('access-control-allow-origin' in headers) {
    Object.assign(headers, {
      'access-control-allow-methods': 'POST',
      // A listed origin is trusted with any header; `*` would leave out Authorization.
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'content-type',
      'access-control-max-age': '7200',
    });
  }
  return new Response(null, { status: 204, headers });
}

export function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  const names = Object.entries(headers);
  if (names.length === 0) return response;
  // A Response that came from fetch has immutable headers.
  const copy = new Response(response.body, response);
  for (const [name, value] of names) copy.headers.set(name, value);
  return copy;
}

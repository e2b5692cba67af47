import { ossError } from './oss-error.js';
import type { Settings } from './settings.js';

type Rule = Pick<Settings, 'cors' | 'expose'>;

/** Adds what the bucket's one CORS rule allows; without the rule the answer stays bare and a browser hides it. */
export function withCors(response: Response, origin: string | null, { cors, expose }: Rule): Response {
  if (origin === null || !cors) return response;
  response.headers.set('access-control-allow-origin', origin);
  if (expose.length > 0) response.headers.set('access-control-expose-headers', expose.join(', '));
  response.headers.append('vary', 'Origin');
  return response;
}

/** The answer to a preflight. Throws AccessForbidden where no rule allows it. */
export function preflight(headers: Headers, { cors }: Rule): Response {
  const origin = headers.get('origin');
  const method = headers.get('access-control-request-method');
  if (!cors || origin === null || method === null) throw ossError('AccessForbidden');
  return new Response(null, {
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, PUT, POST, DELETE, HEAD',
      'access-control-allow-headers': headers.get('access-control-request-headers') ?? '',
      'access-control-max-age': '3600',
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
    },
  });
}

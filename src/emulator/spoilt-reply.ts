import { ConnectionCut } from './incoming.js';
import { chunksOf, streamOf, type Bytes } from './storage.js';

const PORTAL =
  '<!doctype html><html><head><title>Welcome</title></head><body><h1>Log in to the network</h1></body></html>';

/** What a gateway says that wants a person to log in. */
export const portal = (status: number): Response =>
  new Response(PORTAL, { status, headers: { 'content-type': 'text/html' } });

export function adorned(response: Response, headers: Readonly<Record<string, string>> = {}): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

const EXPOSED = 'access-control-expose-headers';

/** Without these headers, and without a word of them. */
export function stripped(response: Response, names: readonly string[]): Response {
  const { headers } = response;
  const gone = new Set(names.map((name) => name.toLowerCase()));
  for (const name of gone) headers.delete(name);
  const exposed = headers.get(EXPOSED);
  if (exposed === null) return response;
  const left = exposed.split(', ').filter((name) => !gone.has(name.toLowerCase()));
  if (left.length > 0) headers.set(EXPOSED, left.join(', '));
  else headers.delete(EXPOSED);
  return response;
}

export function withoutCors(response: Response): Response {
  for (const name of [...response.headers.keys()])
    if (name.startsWith('access-control-')) response.headers.delete(name);
  return response;
}

/** All of the head and half of the body. Throws `ConnectionCut` where there is nothing to halve. */
export async function truncated(response: Response): Promise<Response> {
  const { body, status, headers } = response;
  const announced = headers.get('content-length');
  // Only what is small comes without a length.
  const length = announced === null ? (await response.clone().arrayBuffer()).byteLength : Number(announced);
  if (!body || length < 2) throw new ConnectionCut();
  headers.set('content-length', String(length));
  return new Response(streamOf(firstHalf(response, Math.floor(length / 2))), { status, headers });
}

async function* firstHalf({ body }: Response, half: number): AsyncGenerator<Bytes, void, undefined> {
  let left = half;
  for await (const chunk of chunksOf(body)) {
    yield chunk.subarray(0, left);
    left -= chunk.byteLength;
    if (left <= 0) throw new ConnectionCut();
  }
}

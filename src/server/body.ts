import { readBefore } from './misconfigured.js';
import { Refusal } from './refusal.js';

/** The request's JSON object. Reads no more than `limit` bytes, whatever Content-Length says. */
export async function readBody(request: Request, limit: number): Promise<Record<string, unknown>> {
  // Also what keeps forms of other sites out: a page elsewhere cannot send this type without a preflight.
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal(415, 'UnsupportedMediaType', 'Send JSON with Content-Type: application/json.');
  }
  return readJson(request, limit);
}

/** The same, whatever type the sender says. */
export async function readJson(request: Request, limit: number): Promise<Record<string, unknown>> {
  const text = new TextDecoder().decode(await readBytes(request, limit));
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Refusal(400, 'InvalidParameter', 'The body is not a JSON object.');
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  if (request.bodyUsed) throw readBefore();
  const tooLarge = new Refusal(413, 'RequestTooLarge', `The body is larger than ${limit} bytes.`);
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge;
  // Firefox has no Request.body, and there a request is the page's own.
  if (request.body === undefined) {
    const whole = new Uint8Array(await request.arrayBuffer());
    if (whole.length > limit) throw tooLarge;
    return whole;
  }
  const bytes = new Uint8Array(limit);
  let length = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    if (length + next.value.length > limit) {
      // Not waited for: of a request that somebody has cloned it does not end before the clone does.
      reader?.cancel().catch(() => undefined);
      throw tooLarge;
    }
    bytes.set(next.value, length);
    length += next.value.length;
  }
  return bytes.subarray(0, length);
}

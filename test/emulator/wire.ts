import type { Emulator } from '../../src/emulator/emulator.js';
import { encodePath, encodeQuery, type Query, type SigningKeys } from '../../src/oss/request.js';
import { signV1 } from '../../src/oss/sign-v1.js';
import { signV4 } from '../../src/oss/sign-v4.js';
import { decodeTicket } from '../support/emulator.js';

/** An emulator behind a socket, or in this process with a `fetch` of its own. */
export interface Host extends Pick<Emulator, 'world' | 'client'> {
  readonly url: string;
  readonly fetch?: Emulator['fetch'];
}

export interface Sent {
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Added to the headers after they were signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  readonly version?: 'v1' | 'v4';
  readonly region?: string;
  readonly signal?: AbortSignal;
  /** ms by which the sender's clock is wrong. */
  readonly skewMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `<Code>` of an error. */
  readonly code: string | undefined;
  readonly element: (name: string) => string | undefined;
}

/** Requests as a client of OSS would put them on the wire, one field wrong at a time where a test wants it. */
export function wire({ url, fetch = globalThis.fetch }: Host, bucket: string, key: string, keys: SigningKeys) {
  return async (method: string, { query = {}, headers = {}, ...sent }: Sent = {}): Promise<Answer> => {
    const signable = { method, bucket, key, query, headers };
    const time = Date.now() + (sent.skewMs ?? 0);
    const region = sent.region ?? 'cn-shanghai';
    const signed =
      sent.version === 'v1' ? await signV1(signable, keys, time) : await signV4(signable, keys, time, { region });
    const request = new Request(`${url}/${bucket}/${encodePath(key)}${encodeQuery(query)}`, {
      method,
      headers: { ...signed, ...sent.unsigned },
      // As bytes: fetch would add a content type to text, and nobody would have signed it
      ...(sent.body !== undefined && { body: bytesOf(sent.body) }),
      ...(sent.signal && { signal: sent.signal }),
    });
    const response = await fetch(request);
    const text = await response.text();
    const element = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
    return { status: response.status, headers: response.headers, text, code: element('Code'), element };
  };
}

/** A fresh media of a fresh world and the way to its object. */
export async function upload(running: Host, world: string, fileName = 'clip.mp4') {
  const client = running.client(world);
  const ticket = decodeTicket(await client.call('vod', 'CreateUploadVideo', { Title: 'clip', FileName: fileName }));
  const { accessKeyId, accessKeySecret, stsToken } = ticket.keys;
  const keys = { accessKeyId, accessKeySecret, securityToken: stsToken };
  const { bucket, key } = ticket.target;
  const send = wire(running, bucket, key, keys);
  const open = async (): Promise<string> =>
    (await send('POST', { query: { uploads: null } })).element('UploadId') ?? '';
  const part = (
    uploadId: string,
    n: number | string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ) => send('PUT', { query: { partNumber: String(n), uploadId }, body, headers });
  const complete = (uploadId: string, parts: readonly (readonly [number, string | null])[]) =>
    send('POST', { query: { uploadId }, body: partList(parts), headers: { 'content-type': 'application/xml' } });
  return { ...ticket, client, keys, send, open, part, complete, world: running.world(world) };
}

export const partList = (parts: readonly (readonly [number, string | null])[]): string =>
  `<CompleteMultipartUpload>${parts
    .map(([n, etag]) => `<Part><PartNumber>${n}</PartNumber><ETag>${etag}</ETag></Part>`)
    .join('')}</CompleteMultipartUpload>`;

const bytesOf = (body: string | Uint8Array<ArrayBuffer>) =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body;

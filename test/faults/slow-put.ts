import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { expect } from 'vitest';
import { encodeQuery } from '../../src/oss/request.js';
import { signV4 } from '../../src/oss/sign-v4.js';
import type { Client } from './strict.js';

/** A PUT whose body the test writes itself, `length` bytes of which it promises. */
export async function beginPut(
  { running, target, keys }: Client,
  query: Record<string, string>,
  length: number | 'chunked',
) {
  const signed = await signV4({ method: 'PUT', ...target, query, headers: {} }, keys, Date.now(), {
    region: 'cn-shanghai',
  });
  const path = `/${target.bucket}/${target.key}${encodeQuery(query)}`;
  const sizing = length === 'chunked' ? { 'transfer-encoding': 'chunked' } : { 'content-length': length };
  const req = httpRequest({
    ...{ host: '127.0.0.1', port: running.port, method: 'PUT', path },
    headers: { ...signed, ...sizing },
  });
  const answer = (once(req, 'response') as Promise<[IncomingMessage]>).then(([res]) => (res.resume(), res.statusCode));
  answer.catch(() => undefined);
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => req.write(bytes, (error) => (error ? reject(error) : resolve())));
  return { req, write, answer };
}

/** Until so many bodies are stored, wholly or in part. */
export const stored = ({ files }: Client, count: number) => expect.poll(async () => (await files()).length).toBe(count);

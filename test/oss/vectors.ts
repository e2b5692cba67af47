import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Signable } from '../../src/oss/request.js';

interface Vector {
  name: string;
  method: string;
  query: Record<string, string | null>;
  headers: Record<string, string>;
  stringToSign: string;
  authorization: string;
  canonicalRequest: string;
  signingKeyHex: string;
  signature: string;
}

interface Published {
  date: string;
  additionalHeaders: string[];
  extraHeaders: Record<string, string>;
  expectedSignature: string;
  canonicalRequest: string;
}

/** The part of Alibaba's own signing code that is compared with ours. */
interface SignUtils {
  buildCanonicalString(method: string, resource: string, request: { headers: object; parameters: object }): string;
  authorization(id: string, secret: string, stringToSign: string): string;
  getCanonicalRequest(method: string, request: object, bucket: string, key: string, additional?: string[]): string;
  authorizationV4(
    id: string,
    secret: string,
    region: string,
    method: string,
    request: object,
    bucket: string,
    key: string,
    additional?: string[],
  ): string;
  _signatureForURL(secret: string, options: object, resource: string, expires: number): { Signature: string };
}

export const vectors = JSON.parse(
  readFileSync(new URL('../fixtures/samples/vectors.json', import.meta.url), 'utf8'),
) as {
  inputs: {
    accessKeyId: string;
    accessKeySecret: string;
    securityToken: string;
    bucket: string;
    region: string;
    objectKey: string;
  };
  v1: Vector[];
  v4: Vector[];
  publishedV4: Published[];
  publishedV1: { stringToSign: string; expected: string }[];
};
export const { bucket, region, objectKey: key, ...keys } = vectors.inputs;
export const signUtils = createRequire(import.meta.url)('ali-oss/lib/common/signUtils') as SignUtils;
export const time = Date.UTC(2022, 11, 28, 10, 27, 41);

/** What a caller passes in: the signer adds date, payload hash and token itself. */
export function unsigned({ method, query, headers }: Vector): Signable {
  const own = Object.entries(headers).filter(
    ([name]) => !['x-oss-date', 'x-oss-content-sha256', 'x-oss-security-token'].includes(name),
  );
  return { method, bucket, key, query, headers: Object.fromEntries(own) };
}

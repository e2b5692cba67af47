import type { Credentials, Target } from '../../src/engine/ports.js';
import { encodePath } from '../../src/oss/request.js';
import type { Send, SendReply, SendRequest } from '../../src/engine/send-port.js';
import { v1Signature, v1StringToSign } from '../../src/oss/sign-v1.js';
import { v4CanonicalRequest, v4Signature, v4StringToSign } from '../../src/oss/sign-v4.js';
import { childrenOf, parseXml, textOf } from '../../src/oss/xml.js';

export const target: Target = {
  endpoint: 'https://oss-cn-shanghai.aliyuncs.com',
  bucket: 'outin-test',
  key: 'sv/5e1f/5e1f é+.mp4',
  region: 'cn-shanghai',
};

export const credentials: Credentials = {
  accessKeyId: 'STS.NTestAccessKeyId',
  accessKeySecret: 'TestAccessKeySecret',
  securityToken: 'TestSecurityToken',
};

/** A request as the bucket sees it. */
export interface Seen {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Decoded; `uploads` and `uploads=` are the same. */
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signature: 'v1' | 'v4' | 'wrong';
  readonly signal: AbortSignal;
}

export interface FakeOptions {
  /** Answers instead of the bucket; `undefined` lets the bucket answer. */
  instead?: (seen: Seen, nth: number) => Answer | undefined | Promise<Answer | undefined>;
  pageSize?: number;
}

export interface Answer {
  readonly status: number;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const errorXml = (code: string, more = ''): string =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message><RequestId>R1</RequestId>${more}</Error>`;

/** One bucket behind a `Send`: keeps parts, checks every signature, remembers every request. */
export function fakeOss({ instead, pageSize = 1000 }: FakeOptions = {}) {
  const seen: Seen[] = [];
  const uploads = new Map<string, Map<number, string>>();
  const objects = new Map<string, string>();

  const send: Send = async (request) => {
    request.signal.throwIfAborted();
    const arrived = await see(request);
    seen.push(arrived);
    request.onSent?.(arrived.body.length);
    const answer = (await instead?.(arrived, seen.length)) ?? bucket(arrived);
    request.signal.throwIfAborted();
    return replyOf(answer);
  };

  function bucket({ method, query, body, path, signature }: Seen): Answer {
    if (signature === 'wrong') return { status: 403, text: errorXml('SignatureDoesNotMatch') };
    if (method === 'HEAD') {
      const object = objects.get(path);
      return object === undefined
        ? { status: 404 }
        : { status: 200, headers: { 'content-length': String(object.length), 'x-oss-hash-crc64ecma': '42' } };
    }
    if (query['uploads'] !== undefined) {
      const id = `U${uploads.size + 1}`;
      uploads.set(id, new Map());
      return {
        status: 200,
        text: `<InitiateMultipartUploadResult><UploadId> ${id}</UploadId></InitiateMultipartUploadResult>`,
      };
    }
    if (method === 'PUT' && query['uploadId'] === undefined) {
      objects.set(path, body);
      const { length } = body;
      return { status: 200, headers: { etag: `"WHOLE-${length}"`, 'x-oss-hash-crc64ecma': String(length) } };
    }
    const id = query['uploadId'] ?? '';
    const parts = uploads.get(id);
    if (!parts) return { status: 404, text: errorXml('NoSuchUpload') };
    if (method === 'DELETE') {
      uploads.delete(id);
      return { status: 204 };
    }
    if (method === 'PUT') {
      const n = Number(query['partNumber']);
      parts.set(n, body);
      return { status: 200, headers: { etag: etag(n, body), 'x-oss-hash-crc64ecma': String(n) } };
    }
    const stored = [...parts].sort(([a], [b]) => a - b);
    if (method === 'GET') return listing(stored, Number(query['part-number-marker'] ?? 0));
    const asked = childrenOf(parseXml(body), 'Part').map(
      (part) => [Number(textOf(part, 'PartNumber')), textOf(part, 'ETag')] as const,
    );
    if (asked.some(([n, tag]) => etag(n, parts.get(n) ?? '') !== tag))
      return { status: 400, text: errorXml('InvalidPart') };
    objects.set(path, asked.map(([n]) => parts.get(n)).join(''));
    uploads.delete(id);
    const text = '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>';
    return { status: 200, text, headers: { 'x-oss-hash-crc64ecma': '4242' } };
  }

  function listing(stored: [number, string][], marker: number): Answer {
    const rest = stored.filter(([n]) => n > marker);
    const page = rest.slice(0, pageSize);
    const parts = page.map(
      ([n, body]) =>
        `<Part><PartNumber>${n}</PartNumber><ETag>${etag(n, body).replaceAll('"', '&quot;')}</ETag><Size>${body.length}</Size></Part>`,
    );
    const next = `<NextPartNumberMarker>${page.at(-1)?.[0] ?? 0}</NextPartNumberMarker>`;
    const more = `<IsTruncated>${rest.length > page.length}</IsTruncated>`;
    return {
      status: 200,
      text: `<ListPartsResult xmlns="http://doc.oss">${next}${more}${parts.join('')}</ListPartsResult>`,
    };
  }

  return { send, seen, uploads, objects };
}

const etag = (n: number, body: string): string => `"TAG-${n}-${body.length}"`;

const replyOf = ({ status, text = '', headers = {} }: Answer): SendReply => ({
  status,
  text,
  headers: { get: (name) => headers[name.toLowerCase()] ?? null },
});

async function see({ method, url, headers, body, signal }: SendRequest): Promise<Seen> {
  const { host, pathname, search } = new URL(url);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const query = Object.fromEntries(new URLSearchParams(search));
  const text = typeof body === 'string' ? body : ((await body?.text()) ?? '');
  const signature = await signatureOf(method, query, lower);
  return { method, host, path: pathname, query, headers: lower, body: text, signature, signal };
}

async function signatureOf(
  method: string,
  query: Record<string, string>,
  headers: Record<string, string>,
): Promise<Seen['signature']> {
  const { authorization = '', ...signed } = headers;
  const request = { method, bucket: target.bucket, key: target.key, query, headers: signed };
  const secret = credentials.accessKeySecret;
  const date = headers['x-oss-date'] ?? '';
  if (authorization === `OSS ${credentials.accessKeyId}:${await v1Signature(secret, v1StringToSign(request, date))}`)
    return 'v1';
  const [, region = '', signature] =
    /Credential=[^/]+\/\d{8}\/([^/]+)\/oss\/aliyun_v4_request,Signature=(\w+)$/.exec(authorization) ?? [];
  const forms = (['name', 'name='] as const).map(async (emptyAs) => {
    const stringToSign = await v4StringToSign(v4CanonicalRequest(request, { emptyAs }), date, region);
    return v4Signature(secret, date, region, stringToSign);
  });
  return signature !== undefined && (await Promise.all(forms)).includes(signature) ? 'v4' : 'wrong';
}

/** The path of an object of the fake bucket. */
export const objectPath = `/${encodePath(target.key)}`;

import { base64, hashes, hex, utf8 } from '../oss/hmac.js';
import { ascending, encode } from '../oss/request.js';
import { apiError, ApiError } from './api-error.js';
import type { Bytes } from './storage.js';

export interface RpcRequest {
  readonly method: string;
  /** Query and form together. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly path: string;
  readonly body: Bytes;
}

/** What a signature says of its sender, before anything is believed. */
export interface Claim {
  readonly kind: 'rpc' | 'acs3';
  readonly accessKeyId: string;
  readonly nonce: string;
  /** As sent; `yyyy-MM-ddTHH:mm:ssZ`. */
  readonly timestamp: string;
  readonly securityToken?: string;
  /** The signature that this request should have with that secret, and what it is made from. */
  expected(secret: string): Promise<{ signature: string; stringToSign: string }>;
  readonly signature: string;
}

/** Throws `ApiError` when the request is not even signed. */
export const claimOf = (request: RpcRequest): Claim =>
  // pop-core sends x-acs-action beside its classic signature.
  request.headers.has('x-acs-action') && request.params.Signature === undefined ? acs3(request) : rpc(request);

/** Signature version 1.0: HMAC-SHA1 over the sorted query. */
function rpc({ method, params }: RpcRequest): Claim {
  const get = (name: string): string => {
    const value = params[name];
    if (value === undefined || value === '') throw apiError('MissingParameter', name);
    return value;
  };
  if (get('SignatureMethod') !== 'HMAC-SHA1' || get('SignatureVersion') !== '1.0')
    throw apiError('IncompleteSignature');
  return {
    kind: 'rpc',
    accessKeyId: get('AccessKeyId'),
    nonce: get('SignatureNonce'),
    timestamp: get('Timestamp'),
    ...(params.SecurityToken && { securityToken: params.SecurityToken }),
    signature: get('Signature'),
    async expected(secret) {
      const stringToSign = rpcStringToSign(method, params);
      const { hmacSha1 } = await hashes();
      return { signature: base64(await hmacSha1(utf8(`${secret}&`), utf8(stringToSign))), stringToSign };
    },
  };
}

/** `METHOD&%2F&` and the encoded query without `Signature`. */
export function rpcStringToSign(method: string, params: Readonly<Record<string, string>>): string {
  const query = Object.entries(params)
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => ascending(a, b))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return `${method.toUpperCase()}&${encode('/')}&${encode(query)}`;
}

const ACS3 = /^ACS3-HMAC-SHA256\s+Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;
// What must be covered, or a signature would prove nothing.
const ALWAYS_SIGNED = [
  'host',
  'x-acs-action',
  'x-acs-date',
  'x-acs-content-sha256',
  'x-acs-signature-nonce',
  'x-acs-version',
];

/** Signature version 3: HMAC-SHA256 over headers, query and the body's hash. */
function acs3({ method, query, headers, path, body }: RpcRequest): Claim {
  const [, accessKeyId, names, signature] = ACS3.exec(headers.get('authorization') ?? '') ?? [];
  if (!accessKeyId || !names || !signature) throw apiError('IncompleteSignature');
  const signed = names.split(';');
  const missing = ALWAYS_SIGNED.find((name) => !signed.includes(name) || !headers.has(name));
  if (missing !== undefined) throw new ApiError(400, 'IncompleteSignature', `The header ${missing} is not signed.`);
  const token = headers.get('x-acs-security-token');
  return {
    kind: 'acs3',
    accessKeyId,
    nonce: headers.get('x-acs-signature-nonce') as string,
    timestamp: headers.get('x-acs-date') as string,
    ...(token && { securityToken: token }),
    signature,
    async expected(secret) {
      const { sha256, hmacSha256 } = await hashes();
      const bodyHash = hex(await sha256(body));
      if (bodyHash !== headers.get('x-acs-content-sha256')) throw apiError('InvalidParameter', 'x-acs-content-sha256');
      const canonicalQuery = Object.entries(query)
        .map(([name, value]) => `${encode(name)}=${encode(value)}`)
        .sort(ascending)
        .join('&');
      const canonical = [
        method.toUpperCase(),
        path,
        canonicalQuery,
        ...signed.map((name) => `${name}:${(headers.get(name) ?? '').trim()}`),
        '',
        names,
        bodyHash,
      ].join('\n');
      const stringToSign = `ACS3-HMAC-SHA256\n${hex(await sha256(utf8(canonical)))}`;
      return { signature: hex(await hmacSha256(utf8(secret), utf8(stringToSign))), stringToSign };
    },
  };
}

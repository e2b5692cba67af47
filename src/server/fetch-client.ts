import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isFields, parseJson, text } from '../vod/quirks.js';
import { LONGEST_QUERY, VodApiError, type Params, type Service, type VodClient } from './client.js';
import { redact } from './redact.js';
import { API_VERSIONS, serviceHost } from './service-hosts.js';

export interface FetchClientOptions {
  /** Required; `undefined` is in the type so that an environment can be passed as it is. */
  readonly accessKeyId: string | undefined;
  /** Required, likewise. */
  readonly accessKeySecret: string | undefined;
  /** For temporary credentials. */
  readonly securityToken?: string | undefined;
  /** Default `cn-shanghai`. */
  readonly region?: string | undefined;
  /** With scheme, for both services; for an emulator. Default: the service's own in the region. */
  readonly endpoint?: string | undefined;
  readonly fetch?: typeof fetch;
  /** Wall time, ms. */
  readonly now?: () => number;
  /** Unique in the world. */
  readonly nonce?: () => string;
}

const TIMEOUT_MS = 20_000;
const ALGORITHM = 'ACS3-HMAC-SHA256';

/**
 * Calls the services with `fetch` alone, signed by ACS3-HMAC-SHA256: for runtimes where Alibaba's own client, which is for
 * Node, does not run (Workers, Deno, Bun, edge functions). Throws a `TypeError` without a key.
 */
export function createFetchClient(options: FetchClientOptions): VodClient {
  const { accessKeyId, accessKeySecret, securityToken, region = 'cn-shanghai' } = options;
  const { now = Date.now, nonce = () => crypto.randomUUID(), fetch: send = (...all) => fetch(...all) } = options;
  if (!accessKeyId || !accessKeySecret) throw new TypeError('createFetchClient needs accessKeyId and accessKeySecret');

  return {
    async call(service, action, params) {
      const base = new URL(options.endpoint ?? `https://${serviceHost(service, region)}`);
      const all = queryOf(params);
      const [query, form] = all.length <= LONGEST_QUERY ? [all, ''] : ['', all];
      const hash = bytesToHex(sha256(utf8(form)));
      const headers = {
        ...(form !== '' && { 'content-type': 'application/x-www-form-urlencoded' }),
        host: base.host,
        'x-acs-action': action,
        'x-acs-content-sha256': hash,
        'x-acs-date': `${new Date(now()).toISOString().slice(0, 19)}Z`,
        ...(securityToken && { 'x-acs-security-token': securityToken }),
        'x-acs-signature-nonce': nonce(),
        'x-acs-version': API_VERSIONS[service],
      };
      const authorization = sign({ query, headers, accessKeyId, accessKeySecret });
      const { host: _, ...sent } = headers;
      const response = await send(`${base.origin}/${query && `?${query}`}`, {
        method: 'POST',
        ...(form !== '' && { body: form }),
        headers: { ...sent, accept: 'application/json', authorization },
        // Neither service redirects. `error` would say so, but Cloudflare's `fetch` knows no such word.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error: unknown) => {
        throw new Error(`The service could not be reached: ${redact(String(error))}`);
      });
      return replyOf(response, service, action);
    },
  };
}

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);

/** RFC 3986: `encodeURIComponent` leaves `!'()*` as they are. */
const encode = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const queryOf = (params: Params): string =>
  Object.entries(params)
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .sort()
    .join('&');

interface Signed {
  readonly query: string;
  /** In the order of their names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Source: "Signature V3" of Alibaba's OpenAPI. */
function sign({ query, headers, accessKeyId, accessKeySecret }: Signed): string {
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map((name) => `${name}:${headers[name]!.trim()}\n`).join('');
  const request = ['POST', '/', query, canonicalHeaders, names.join(';'), headers['x-acs-content-sha256']].join('\n');
  const stringToSign = `${ALGORITHM}\n${bytesToHex(sha256(utf8(request)))}`;
  const signature = bytesToHex(hmac(sha256, utf8(accessKeySecret), utf8(stringToSign)));
  return `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
}

async function replyOf(response: Response, service: Service, action: string): Promise<Record<string, unknown>> {
  const reply = parseJson(await response.text());
  if (response.ok && isFields(reply)) return reply;
  if (!isFields(reply))
    throw new VodApiError(502, 'InvalidReply', `${service} ${action} was answered without JSON`, undefined);
  const [code, message, requestId] = ['Code', 'Message', 'RequestId'].map((name) => text(reply[name]));
  throw new VodApiError(response.status, code ?? 'Unknown', redact(message ?? ''), requestId);
}

import { apiError, ApiError } from './api-error.js';
import type { Service } from '../server/client.js';
import { API_VERSIONS } from '../server/service-hosts.js';
import { answer, opOf, refusal, type Format } from './api-service.js';
import { isoSeconds } from './call.js';
import { ACCOUNT_PREFIX } from './credentials.js';
import { queryOf, type Incoming } from './incoming.js';
import { apiRequestId } from './random.js';
import { claimOf, type Claim, type RpcRequest } from './rpc-signature.js';
import { gather, inOne } from './storage.js';
import type { World } from './world.js';

const LARGEST_BODY = 1024 ** 2;
/** A timestamp may differ this much from the service's clock; a nonce is remembered as long. */
const WINDOW_MS = 15 * 60_000;
const FORM = 'application/x-www-form-urlencoded';

/** Is this for the OpenAPI endpoint? Decided without the body. */
export function isRpc(method: string, url: URL, headers: Headers): boolean {
  if (url.pathname !== '/') return false;
  if (headers.has('x-acs-action') || url.searchParams.has('Action')) return true;
  return method === 'POST' && (headers.get('content-type') ?? '').startsWith(FORM);
}

interface RpcHost {
  /** The account's world, made on first use; `undefined` for a key that cannot exist. */
  worldOfAccount(name: string): World | undefined;
  endpointFor(world: World, url: URL): string;
}

/** One request of Alibaba's own clients, in either signature style. */
export async function serveRpc(host: RpcHost, incoming: Incoming): Promise<Response> {
  const request = await rpcRequestOf(incoming);
  const format: Format = wantsJson(request) ? 'JSON' : 'XML';
  try {
    const claim = claimOf(request);
    const action = request.headers.get('x-acs-action') ?? request.params.Action;
    if (!action) throw apiError('MissingParameter', 'Action');
    const { accessKeyId } = claim;
    const world = accessKeyId.startsWith(ACCOUNT_PREFIX)
      ? host.worldOfAccount(accessKeyId.slice(ACCOUNT_PREFIX.length))
      : undefined;
    if (!world) throw apiError('InvalidAccessKeyId.NotFound');
    const { url, headers, method, peer = '127.0.0.1', signal } = incoming;
    const service = serviceOf(request);
    const arriving = { headers, signal, body: inOne(request.body) };
    const entry = world.log.open({
      service: 'vod',
      op: opOf(service, action),
      method,
      host: url.host,
      path: url.pathname,
      query: request.params,
      headers,
      startedAt: world.clock(),
      signature: claim.kind,
    });
    const call = {
      world,
      service,
      params: request.params,
      endpoint: host.endpointFor(world, url),
      peer,
      deviceModel: headers.get('user-agent') ?? '',
    };
    const prove = (skewMs: number): Promise<void> => believe(world, claim, request, skewMs);
    return await answer(world, { service, action, format, call, prove, entry, arriving });
  } catch (error) {
    if (error instanceof ApiError) return refusal(error, apiRequestId(), format);
    throw error;
  }
}

/** By its version; one that neither has is refused for it, once it is known who asks. */
const serviceOf = (request: RpcRequest): Service => (versionOf(request) === API_VERSIONS.ice ? 'ice' : 'vod');

const versionOf = ({ headers, params }: RpcRequest): string | undefined =>
  headers.get('x-acs-version') ?? params.Version;

async function rpcRequestOf({ method, url, headers, body }: Incoming): Promise<RpcRequest> {
  const bytes = await gather(body, LARGEST_BODY);
  const query = text(queryOf(url));
  const isForm = (headers.get('content-type') ?? '').startsWith(FORM);
  const form = isForm ? Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes))) : {};
  return { method, query, params: { ...query, ...form }, headers, path: url.pathname, body: bytes };
}

const text = (query: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value ?? '']));

/** The classic style answers in XML unless asked; newer clients say what they accept. */
function wantsJson({ params, headers }: RpcRequest): boolean {
  const { Format: format } = params;
  if (format) return format.toUpperCase() === 'JSON';
  return (headers.get('accept') ?? '').includes('json');
}

async function believe(world: World, claim: Claim, request: RpcRequest, skewMs: number): Promise<void> {
  if (versionOf(request) !== API_VERSIONS[serviceOf(request)]) throw apiError('InvalidVersion');
  const now = world.serviceTime();
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(claim.timestamp) ? Date.parse(claim.timestamp) : NaN;
  if (Number.isNaN(at)) throw apiError('InvalidTimeStamp.Format');
  if (!world.settings.checks.signature) return;
  checkTime(world, at, skewMs);
  const { signature, stringToSign } = await claim.expected(world.account.accessKeySecret);
  if (signature !== claim.signature) {
    const known = apiError('SignatureDoesNotMatch');
    throw new ApiError(known.status, known.code, `${known.message} server string to sign is:${stringToSign}`);
  }
  if (claim.securityToken) throw apiError('InvalidSecurityToken.MismatchWithAccessKey');
  for (const [nonce, usedAt] of world.nonces) if (now - usedAt > WINDOW_MS * 2) world.nonces.delete(nonce);
  if (world.nonces.has(claim.nonce)) throw apiError('SignatureNonceUsed');
  world.nonces.set(claim.nonce, now);
}

/** Throws `ApiError` for what was signed too long before or after now, by a clock that is off by `skewMs`. */
export function checkTime(world: World, signedAt: number, skewMs: number): void {
  const now = world.serviceTime() + skewMs;
  if (Math.abs(signedAt - now) <= WINDOW_MS) return;
  const { status, code, message } = apiError('InvalidTimeStamp.Expired');
  throw new ApiError(status, code, `${message} Server time: ${isoSeconds(now)}.`);
}

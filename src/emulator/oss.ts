import { base64, utf8 } from '../oss/hmac.js';
import type { LogEntry } from './request-log.js';
import { preflight, withCors } from './cors.js';
import type { Incoming } from './incoming.js';
import { addressOf, isObjectName, type OssAddress } from './oss-address.js';
import { ossClaimOf } from './oss-auth.js';
import { OssError, ossError, ossErrorBody } from './oss-error.js';
import { operationOf, OPERATIONS, type OssOp } from './oss-operations.js';
import { homeOf, isPublic, permit } from './oss-permit.js';
import { ossRequestId } from './random.js';
import { suffer } from './suffer.js';
import { worldOf, type World } from './world.js';

interface OssHost {
  readonly worlds: Iterable<World>;
  /** Only what exists already. */
  world(name: string): World | undefined;
  /** The account's world, made on first use; `undefined` for a key that cannot exist. */
  worldOfAccount(name: string): World | undefined;
}

/** One request to the object store, from its address to its answer. */
export async function serveOss(host: OssHost, incoming: Incoming): Promise<Response> {
  const requestId = ossRequestId();
  try {
    const address = addressOf(incoming.url);
    const world = worldAt(host, incoming, address);
    return await inWorld(host, world, incoming, address, requestId);
  } catch (error) {
    if (error instanceof OssError) return refusal(error, incoming, requestId);
    throw error;
  }
}

/** By bucket; by key where the bucket is not there, so that the refusal is in somebody's log. */
function worldAt(host: OssHost, incoming: Incoming, address: OssAddress): World {
  const named = host.world(worldOf(address.bucket) ?? '');
  if (named) return named;
  const claim = ossClaimOf(signable(incoming, address), { v1: 'accept', v4: 'accept' });
  if (claim) {
    const home = homeOf(claim, host.worlds, (name) => host.worldOfAccount(name));
    // An account that is used for the first time brings its bucket with it.
    if (home.bucket.name === address.bucket || address.bucket === '') return home;
  }
  throw ossError('NoSuchBucket', { BucketName: address.bucket });
}

async function inWorld(
  host: OssHost,
  world: World,
  incoming: Incoming,
  address: OssAddress,
  requestId: string,
): Promise<Response> {
  const { method, headers } = incoming;
  const op = method === 'OPTIONS' ? 'Preflight' : (operationOf(method, address) ?? 'Unknown');
  const entry = open(world, incoming, address, requestId, op);
  const refuse = (error: OssError): Response => {
    entry.code = error.code;
    return refusal(error, incoming, requestId);
  };
  return suffer(world, entry, incoming, {
    refuse: (status, code, message) => {
      const known = ossError(code ?? (status === 503 ? 'ServiceUnavailable' : 'InternalError'));
      return refuse(new OssError(status ?? known.status, known.code, message ?? known.message));
    },
    expired: () => refuse(ossError('SecurityTokenExpired')),
    async act(arriving, skewMs) {
      try {
        if (op === 'Unknown') throw ossError('MethodNotAllowed', { Method: method });
        if (op === 'Preflight') return preflight(headers, world.settings);
        return await act(host, world, arriving, address, op, entry, skewMs);
      } catch (error) {
        if (error instanceof OssError) return refuse(error);
        throw error;
      }
    },
    dress(response) {
      response.headers.set('x-oss-request-id', requestId);
      return withCors(response, headers.get('origin'), world.settings);
    },
  });
}

async function act(
  host: OssHost,
  world: World,
  incoming: Incoming,
  address: OssAddress,
  op: OssOp,
  entry: LogEntry,
  skewMs: number,
): Promise<Response> {
  const claim = ossClaimOf(signable(incoming, address), world.settings);
  if (claim) {
    entry.signature = claim.kind;
    const home = homeOf(claim, host.worlds, (name) => host.worldOfAccount(name));
    await permit(home, claim, address, op, skewMs);
  } else if (!isPublic(op, address)) {
    throw ossError('AccessDenied', {}, 'Anonymous access is forbidden for this operation.');
  }
  if (address.key !== '' && !isObjectName(address.key)) throw ossError('InvalidObjectName');
  return OPERATIONS[op]({ world, incoming, address, entry });
}

const signable = ({ method, headers }: Incoming, { bucket, key, query }: OssAddress) => ({
  method,
  bucket,
  key,
  query,
  headers: Object.fromEntries(headers),
});

function open(
  world: World,
  { method, url, headers }: Incoming,
  { bucket, key, query }: OssAddress,
  requestId: string,
  op: string,
): LogEntry {
  const entry = world.log.open({
    service: 'oss',
    op,
    method,
    host: url.host,
    path: url.pathname,
    query,
    headers,
    startedAt: world.clock(),
    requestId,
    bucket,
    key,
  });
  if (query.uploadId) entry.uploadId = query.uploadId;
  if (query.partNumber) entry.part = Number(query.partNumber);
  return entry;
}

/** HEAD has no body: the error travels in a header. */
function refusal(error: OssError, { method, url }: Incoming, requestId: string): Response {
  const body = ossErrorBody(error, requestId, url.hostname);
  const headers = new Headers({ 'content-type': 'application/xml', 'x-oss-request-id': requestId });
  if (error.extra.EC) headers.set('x-oss-ec', error.extra.EC);
  if (method !== 'HEAD') return new Response(body, { status: error.status, headers });
  headers.set('x-oss-err', base64(utf8(body)));
  return new Response(null, { status: error.status, headers });
}

import type { Service } from '../server/client.js';
import { IMS_ACTIONS, VOD_ACTIONS } from './actions.js';
import { apiError, ApiError } from './api-error.js';
import type { Call, Reply } from './call.js';
import { apiRequestId } from './random.js';
import type { LogEntry } from './request-log.js';
import { readAtLeast } from './spoilt-body.js';
import { suffer, type Arriving } from './suffer.js';
import type { World } from './world.js';
import { xmlDocument, type XmlTree } from './xml.js';

export type Format = 'JSON' | 'XML';

const HOST_ID = 'vod.cn-shanghai.aliyuncs.com';

export interface Asked {
  readonly service: Service;
  readonly action: string;
  readonly format: Format;
  readonly call: Call;
  /** Throws `ApiError` where the sender cannot be believed; the service's clock is off by `skewMs`. */
  readonly prove: (skewMs: number) => Promise<void> | void;
  readonly entry: LogEntry;
  /** Its body is that of the call: what it says is in `call` already, how it comes is up to the faults. */
  readonly arriving: Arriving;
}

/** One OpenAPI operation, from its faults to its answer. */
export async function answer(world: World, asked: Asked): Promise<Response> {
  const { action, format, entry } = asked;
  const requestId = apiRequestId();
  entry.requestId = requestId;
  const refuse = (error: ApiError): Response => {
    entry.code = error.code;
    return refusal(error, requestId, format);
  };
  return suffer(world, entry, asked.arriving, {
    refuse: (status, code, message) => {
      const known = apiError(code ?? (status === 503 ? 'ServiceUnAvailable' : 'InternalError'));
      return refuse(new ApiError(status ?? known.status, known.code, message ?? known.message));
    },
    expired: () => refuse(new ApiError(403, 'InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.')),
    async act({ body }, skewMs) {
      await readAtLeast(body, Infinity);
      try {
        await asked.prove(skewMs);
        return accepted(action, await perform(asked), requestId, format);
      } catch (error) {
        if (error instanceof ApiError) return refuse(error);
        throw error;
      }
    },
  });
}

async function perform({ service, action, call }: Asked): Promise<Reply> {
  const actions = service === 'vod' ? VOD_ACTIONS : IMS_ACTIONS;
  const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (run === undefined) throw apiError('InvalidAction.NotFound');
  const op = opOf(service, action);
  if (call.world.isThrottled(op)) throw apiError('Throttling.User');
  return call.world.overlays.over(op, await run(call));
}

/** In the log, and for faults: the services have twins of the same name. */
export const opOf = (service: Service, action: string): string => (service === 'ice' ? `ims/${action}` : action);

function accepted(action: string, reply: Reply, requestId: string, format: Format): Response {
  const body = { RequestId: requestId, ...reply };
  return format === 'JSON' ? json(200, body) : xml(200, `${action}Response`, body);
}

/** `{RequestId, HostId, Code, Message}`. */
export function refusal({ status, code, message }: ApiError, requestId: string, format: Format): Response {
  const body = { RequestId: requestId, HostId: HOST_ID, Code: code, Message: message || code };
  return format === 'JSON' ? json(status, body) : xml(status, 'Error', body);
}

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=utf-8' } });

const xml = (status: number, root: string, body: XmlTree): Response =>
  new Response(xmlDocument(root, body), { status, headers: { 'content-type': 'text/xml;charset=utf-8' } });

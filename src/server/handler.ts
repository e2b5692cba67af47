import { ACTIONS, IDEMPOTENCY_HEADER, NO_SUCH_ACTION, type Action } from '../vod/protocol.js';
import { readBody } from './body.js';
import type { Params } from './client.js';
import { corsHeaders, preflight, withHeaders } from './cors.js';
import { createOnce } from './create.js';
import { toRefusal } from './failure.js';
import { memoryIdempotencyStore } from './idempotency.js';
import { logFailure } from './log.js';
import { Misconfigured } from './misconfigured.js';
import type { VodHandlerOptions } from './options.js';
import { checkOwnership } from './ownership.js';
import { asCreateRequest, pickParameters } from './parameters.js';
import { json, Refusal } from './refusal.js';
import { buildUserData } from './user-data.js';

const MAX_BODY_BYTES = 64 * 1024;

/**
 * The backend half: answers `POST …/{Action}` wherever it is mounted. Fails closed: refuses everything without
 * `authorize`, and everything that names a media without `owns`. Never rejects.
 */
export function createVodHandler<User>(options: VodHandlerOptions<User>): (request: Request) => Promise<Response> {
  const { client, authorize, owns, idempotency, allow = ACTIONS, maxBodyBytes = MAX_BODY_BYTES, cors } = options;
  const { onError = logFailure } = options;
  /** What the handler was not given is said once, not with every request. */
  const told = new Set<string>();
  const missing = (option: string, action: Action, message: string): Refusal => {
    if (!told.has(option)) onError(new Misconfigured(message), action);
    told.add(option);
    return new Refusal(403, 'Forbidden', message);
  };
  const create = createOnce(idempotency === false ? undefined : (idempotency ?? memoryIdempotencyStore()));

  const answer = async (request: Request): Promise<Response> => {
    const action = actionOf(request.url, allow);
    if (!authorize) throw missing('authorize', action, 'Nothing works until createVodHandler is given authorize.');
    if (request.method !== 'POST') {
      throw new Refusal(405, 'MethodNotAllowed', 'Only POST is allowed.', { headers: { allow: 'POST' } });
    }
    try {
      const user = await authorize(request, action);
      if (user instanceof Response) return user;
      if (!user) throw new Refusal(401, 'SignInRequired', 'Sign in first.');
      const body = await readBody(request, maxBodyBytes);
      const params = pickParameters(action, body);
      if (action === 'CreateUploadVideo') return json(await createVideo(request, user, params, body['UserData']));
      return json(JSON.stringify(await look(action, user, params)));
    } catch (error) {
      if (!(error instanceof Refusal)) onError(error, action);
      throw error;
    }
  };

  const createVideo = async (request: Request, user: User, picked: Params, fromPage: unknown): Promise<string> => {
    const asked = asCreateRequest(picked);
    const userData = buildUserData(await options.userData?.(user, asked), fromPage);
    return create({
      client,
      key: idempotencyKey(request, options.userKey ?? defaultUserKey, user),
      request: asked,
      params: userData === undefined ? picked : { ...picked, UserData: userData },
      record: (videoId) => options.onCreated?.(user, videoId, asked),
    });
  };

  const look = async (action: Action, user: User, picked: Params): Promise<Record<string, unknown>> => {
    if (owns === undefined) {
      throw missing('owns', action, `${action} names a media: give createVodHandler an owns function, or owns: 'any'.`);
    }
    const { params, forbidden } = await checkOwnership(owns, user, action, picked);
    if (forbidden.length === 0) return client.call('vod', action, params);
    const reply = 'MediaIds' in params ? await client.call('vod', action, params) : NOTHING[action];
    const others = Array.isArray(reply?.['ForbiddenMediaIds']) ? (reply['ForbiddenMediaIds'] as unknown[]) : [];
    return { ...reply, ForbiddenMediaIds: [...others, ...forbidden] };
  };

  return async (request) => {
    if (request.method === 'OPTIONS') return preflight(request, cors);
    const headers = corsHeaders(request, cors);
    try {
      return withHeaders(await answer(request), headers);
    } catch (error) {
      return withHeaders(toRefusal(error).toResponse(), headers);
    }
  };
}

/** A list reply in which nothing was found, for when nothing may be asked. */
const NOTHING: Partial<Record<Action, Record<string, unknown>>> = {
  GetUploadDetails: { UploadDetails: [], NonExistMediaIds: [] },
  BatchGetMediaInfos: { MediaInfos: [], NonExistMediaIds: [], NonExistReferenceIds: [] },
};

/** The URL's last segment, so that the handler works under any path. */
function actionOf(url: string, allow: readonly Action[]): Action {
  const segments = new URL(url).pathname.split('/').filter(Boolean);
  const last = segments.at(-1);
  const action = allow.find((each) => each === last);
  // `ims/` is the other service's namespace; its twins have the same names but for their case.
  if (action === undefined || segments.at(-2) === 'ims') {
    throw new Refusal(404, NO_SUCH_ACTION, 'This backend does not have that action.');
  }
  return action;
}

function idempotencyKey<User>(request: Request, userKey: (user: User) => string, user: User): string | undefined {
  const key = request.headers.get(IDEMPOTENCY_HEADER);
  if (!key) return undefined;
  if (key.length > 255)
    throw new Refusal(400, 'InvalidParameter', `${IDEMPOTENCY_HEADER} has more than 255 characters.`);
  return JSON.stringify([userKey(user), key]);
}

function defaultUserKey(user: unknown): string {
  if (typeof user === 'object' && user !== null && 'id' in user) return String(user.id);
  return JSON.stringify(user);
}

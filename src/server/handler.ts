import { ACTIONS, CREATING_ACTIONS, DELETING_ACTIONS, NO_SUCH_ACTION, type Action } from '../vod/protocol.js';
import { readBody } from './body.js';
import { corsHeaders, preflight, withHeaders } from './cors.js';
import { createCreator } from './creating.js';
import { toRefusal } from './failure.js';
import { logFailure } from './log.js';
import { createLooks } from './looking.js';
import { Misconfigured } from './misconfigured.js';
import type { VodHandlerOptions } from './options.js';
import { pickParameters } from './parameters.js';
import { limited } from './rate-limit.js';
import { json, Refusal } from './refusal.js';

const MAX_BODY_BYTES = 64 * 1024;
/** Polls that ask the same within a second get the same answer. */
const CACHE_MS = 1_000;
/** No visitor notices. */
const BATCH_MS = 5;

const USUAL_ACTIONS = ACTIONS.filter((action) => !DELETING_ACTIONS.includes(action));

const LOOKING_AT_IMPORTS: readonly Action[] = ['GetURLUploadInfos', 'ims/GetUrlUploadInfos', 'CancelUrlUploadJobs'];

/**
 * The backend half: answers `POST …/{Action}` wherever it is mounted. Fails closed: refuses everything without
 * `authorize`, and everything that names a media without `owns`. Never rejects.
 */
export function createVodHandler<User>(options: VodHandlerOptions<User>): (request: Request) => Promise<Response> {
  const { authorize, owns, allow = USUAL_ACTIONS, maxBodyBytes = MAX_BODY_BYTES, cors } = options;
  const { onError = logFailure, rateLimits, cacheMs = CACHE_MS, batchMs = BATCH_MS } = options;
  const client = limited(options.client, rateLimits);
  const create = createCreator(client, options);
  const look = createLooks<User>(client, {
    cacheMs,
    batchMs,
    arrived: (user, jobs) => options.onImported?.(user, jobs),
  });
  /** What the handler was not given is said once, not with every request. */
  const told = new Set<string>();
  const tell = (option: string, action: Action, message: string): void => {
    if (!told.has(option)) onError(new Misconfigured(message), action);
    told.add(option);
  };
  const missing = (option: string, action: Action, message: string): Refusal => {
    tell(option, action, message);
    return new Refusal(403, 'Forbidden', message);
  };
  /** Who keeps no record of imports disowns them all, and the page is told that there are none. */
  const ownsOrTells: typeof owns =
    options.onImported !== undefined || typeof owns !== 'function'
      ? owns
      : async (user, id, action) => {
          const is = await owns(user, id, action);
          if (!is && LOOKING_AT_IMPORTS.includes(action))
            tell('onImported', action, `owns knows nothing of import ${id}: give createVodHandler onImported.`);
          return is;
        };

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
      const picked = pickParameters(action, body);
      if (CREATING_ACTIONS.includes(action))
        return json(await create({ request, action, user, picked, fromPage: body['UserData'] }));
      if (ownsOrTells === undefined)
        throw missing(
          'owns',
          action,
          `${action} names a media: give createVodHandler an owns function, or owns: 'any'.`,
        );
      return json(JSON.stringify(await look(ownsOrTells, user, action, picked)));
    } catch (error) {
      if (!(error instanceof Refusal)) onError(error, action);
      throw error;
    }
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

/** The URL's end, so that the handler works under any path. `ims/` is the other service's namespace. */
function actionOf(url: string, allow: readonly Action[]): Action {
  const segments = new URL(url).pathname.split('/').filter(Boolean);
  const last = (segments.at(-2) === 'ims' ? 'ims/' : '') + (segments.at(-1) ?? '');
  const action = allow.find((each) => each === last);
  if (action === undefined) throw new Refusal(404, NO_SUCH_ACTION, 'This backend does not have that action.');
  return action;
}

import { IDEMPOTENCY_HEADER, type Action } from '../vod/protocol.js';
import { field, rows, text, type Fields } from '../vod/quirks.js';
import type { Params, VodClient } from './client.js';
import { createOnce } from './create.js';
import { memoryIdempotencyStore } from './idempotency.js';
import type { ImportedJob, VodHandlerOptions } from './options.js';
import { asCreateRequest } from './parameters.js';
import { Refusal } from './refusal.js';
import { buildUserData } from './user-data.js';

interface Asked<User> {
  readonly request: Request;
  readonly action: Action;
  readonly user: User;
  readonly picked: Params;
  /** `UserData` as the page sent it. */
  readonly fromPage: unknown;
}

/** Answers what creates something, once for each key, and tells who owns it from then on. Resolves to JSON. */
export function createCreator<User>(client: VodClient, options: VodHandlerOptions<User>) {
  const { idempotency, userKey = defaultUserKey } = options;
  const create = createOnce(idempotency === false ? undefined : (idempotency ?? memoryIdempotencyStore()));

  const record = ({ action, user, picked }: Asked<User>, reply: Fields): unknown => {
    if (action === 'CreateUploadVideo')
      return options.onCreated?.(user, must(reply, 'VideoId', action), asCreateRequest(picked));
    if (action === 'CreateUploadImage') return options.onImageCreated?.(user, must(reply, 'ImageId', action));
    return options.onImported?.(user, rows(field(reply, 'UploadJobs')).flatMap(jobOf));
  };

  return async (asked: Asked<User>): Promise<string> => {
    const { request, action, user, picked, fromPage } = asked;
    const own = await options.userData?.(user, asCreateRequest(picked), action);
    const userData = buildUserData(own, fromPage);
    return create({
      client,
      action,
      key: idempotencyKey(request, userKey, user),
      params: userData === undefined ? picked : { ...picked, UserData: userData },
      record: (reply) => record(asked, reply),
    });
  };
}

function must(reply: Fields, name: string, action: Action): string {
  const id = text(field(reply, name));
  if (id === undefined) throw new Error(`${action} was answered without ${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`);
  return id;
}

function jobOf(job: Fields): readonly ImportedJob[] {
  const [jobId, url, mediaId] = ['JobId', 'SourceURL', 'MediaId'].map((name) => text(field(job, name)));
  return jobId === undefined
    ? []
    : [{ jobId, ...(url !== undefined && { url }), ...(mediaId !== undefined && { mediaId }) }];
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

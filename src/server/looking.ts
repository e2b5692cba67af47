import { field, ids, rows, text, type Fields } from '../vod/quirks.js';
import type { Action } from '../vod/protocol.js';
import type { Params, Service, VodClient } from './client.js';
import { createLists, emptyList, isList, isMediaList } from './lists.js';
import type { ImportedJob, VodHandlerOptions } from './options.js';
import { Refusal } from './refusal.js';

type Reply = Record<string, unknown>;
type Owns<User> = NonNullable<VodHandlerOptions<User>['owns']>;

export const serviceOf = (action: Action): { readonly service: Service; readonly name: string } =>
  action.startsWith('ims/') ? { service: 'ice', name: action.slice(4) } : { service: 'vod', name: action };

/** What the API has one value for; it may be left out, and says what is meant. */
const ALWAYS: Readonly<Partial<Record<Action, Params>>> = { GetUploadDetails: { MediaType: 'video' } };

interface LookOptions<User> {
  readonly cacheMs: number;
  readonly batchMs: number;
  /** The media of an import is known now. */
  readonly arrived: (user: User, jobs: readonly ImportedJob[]) => unknown;
}

/** Answers what names a media or an import that is there: to its owner, and of nobody else's. */
export function createLooks<User>(client: VodClient, { arrived, ...times }: LookOptions<User>) {
  const call = (action: Action, params: Params): Promise<Reply> => {
    const { service, name } = serviceOf(action);
    return client.call(service, name, { ...ALWAYS[action], ...params });
  };
  const lists = createLists(call, times);

  return async (owns: Owns<User>, user: User, action: Action, params: Params): Promise<Reply> => {
    const may = async (id: string): Promise<boolean> => owns === 'any' || (await owns(user, id, action));
    const sift = async (list: readonly string[]) => {
      const answers = await Promise.all(list.map(may));
      return { own: list.filter((_, at) => answers[at]), others: list.filter((_, at) => !answers[at]) };
    };
    if ('ReferenceIds' in params) {
      if (owns === 'any') return call(action, params);
      throw forbidden("ReferenceIds cannot be held against owns: ask by MediaIds, or set owns: 'any'.");
    }
    if (isMediaList(action)) {
      const { own, others } = await sift(listOf(params, 'MediaIds'));
      const reply = own.length > 0 ? await lists(action, own) : emptyList(action);
      if (others.length === 0) return reply;
      return { ...reply, ForbiddenMediaIds: [...ids(field(reply, 'ForbiddenMediaIds')), ...others] };
    }
    for (const name of ['VideoId', 'MediaId', 'VideoIds']) {
      if (!(name in params)) continue;
      // Of several all: half a deletion helps nobody.
      if ((await sift(listOf(params, name))).others.length > 0)
        throw new Refusal(403, 'Forbidden.NotOwner', 'This media belongs to someone else.');
      return call(action, params);
    }
    const byJobs = (jobIds: readonly string[]): Promise<Reply> =>
      isList(action) ? lists(action, jobIds) : call(action, { JobIds: jobIds.join(',') });
    const reply =
      'JobIds' in params
        ? await ownJobs(
            listOf(params, 'JobIds'),
            sift,
            byJobs,
            isList(action) ? emptyList(action) : { CanceledJobs: [] },
          )
        : await ownImportsOfUrls(owns === 'any', action, params, sift, () => call(action, params));
    const known = rows(field(reply, 'URLUploadInfoList')).flatMap(mediaOf);
    const owned = owns === 'any' ? [] : (await sift(known.map(({ mediaId }) => mediaId))).own;
    const fresh = known.filter(({ mediaId }) => !owned.includes(mediaId));
    if (fresh.length > 0) await arrived(user, fresh);
    return reply;
  };
}

type Sift = (list: readonly string[]) => Promise<{ own: readonly string[]; others: readonly string[] }>;

/** Those of others do not exist. */
async function ownJobs(
  jobIds: readonly string[],
  sift: Sift,
  call: (jobIds: readonly string[]) => Promise<Reply>,
  nothing: Reply,
): Promise<Reply> {
  const { own, others } = await sift(jobIds);
  const reply = own.length > 0 ? await call(own) : nothing;
  return others.length === 0 ? reply : { ...reply, NonExists: [...ids(field(reply, 'NonExists')), ...others] };
}

/** Everybody's imports of a URL come back: one's own are shown, and nobody learns that others have imported it too. */
async function ownImportsOfUrls(
  all: boolean,
  action: Action,
  params: Params,
  sift: Sift,
  call: () => Promise<Reply>,
): Promise<Reply> {
  if (all) return call();
  if (action === 'CancelUrlUploadJobs') throw forbidden('UploadUrls cannot be held against owns: ask by JobIds.');
  const reply = await call();
  const found = rows(field(reply, 'URLUploadInfoList'));
  const { own } = await sift(found.flatMap((info) => text(field(info, 'JobId')) ?? []));
  const shown = found.filter((info) => own.includes(text(field(info, 'JobId')) ?? ''));
  const urls = shown.map((info) => text(field(info, 'UploadURL')));
  const requestId = text(field(reply, 'RequestId'));
  // Made anew: whatever else the reply has in it may be somebody else's.
  return {
    ...(requestId !== undefined && { RequestId: requestId }),
    URLUploadInfoList: shown,
    NonExists: listOf(params, 'UploadURLs')
      .map(decodeURIComponent)
      .filter((url) => !urls.includes(url)),
  };
}

function mediaOf(info: Fields): readonly Required<Pick<ImportedJob, 'jobId' | 'mediaId'>>[] {
  const [jobId, mediaId] = [text(field(info, 'JobId')), text(field(info, 'MediaId'))];
  return jobId === undefined || mediaId === undefined ? [] : [{ jobId, mediaId }];
}

const listOf = (params: Params, name: string): readonly string[] => String(params[name]).split(',');

const forbidden = (why: string): Refusal => new Refusal(403, 'Forbidden', why);

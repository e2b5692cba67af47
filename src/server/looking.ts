import { field, ids, rows, text, type Fields } from '../vod/quirks.js';
import type { Action } from '../vod/protocol.js';
import type { Params, Service, VodClient } from './client.js';
import { createMediaLists, isList, NO_MEDIAS } from './media-lists.js';
import type { ImportedJob, VodHandlerOptions } from './options.js';
import { Refusal } from './refusal.js';

type Reply = Record<string, unknown>;
type Owns<User> = NonNullable<VodHandlerOptions<User>['owns']>;

export const serviceOf = (action: Action): { readonly service: Service; readonly name: string } =>
  action.startsWith('ims/') ? { service: 'ice', name: action.slice(4) } : { service: 'vod', name: action };

interface LookOptions<User> {
  readonly cacheMs: number;
  readonly batchMs: number;
  /** The media of an import is known now. */
  readonly arrived: (user: User, jobs: readonly ImportedJob[]) => unknown;
}

/** Answers what names a media or an import that is there: to its owner, and of nobody else's. */
export function createLooks<User>(client: VodClient, { arrived, ...times }: LookOptions<User>) {
  const lists = createMediaLists(client, times);
  const call = (action: Action, params: Params): Promise<Reply> => {
    const { service, name } = serviceOf(action);
    return client.call(service, name, params);
  };

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
    if (isList(action)) {
      const { own, others } = await sift(listOf(params, 'MediaIds'));
      const reply = own.length > 0 ? await lists(action, own) : NO_MEDIAS[action];
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
    const reply = await ownImports(owns === 'any', action, params, sift, (asked) => call(action, asked));
    const known = rows(field(reply, 'URLUploadInfoList')).flatMap(mediaOf);
    if (known.length > 0) await arrived(user, known);
    return reply;
  };
}

type Sift = (list: readonly string[]) => Promise<{ own: readonly string[]; others: readonly string[] }>;

/** Import jobs: those of others do not exist. */
async function ownImports(
  all: boolean,
  action: Action,
  params: Params,
  sift: Sift,
  call: (params: Params) => Promise<Reply>,
): Promise<Reply> {
  if (all) return call(params);
  if ('JobIds' in params) {
    const { own, others } = await sift(listOf(params, 'JobIds'));
    const reply: Reply = own.length > 0 ? await call({ JobIds: own.join(',') }) : NOTHING;
    return { ...reply, NonExists: [...ids(field(reply, 'NonExists')), ...others] };
  }
  if (action === 'CancelUrlUploadJobs') throw forbidden('UploadUrls cannot be held against owns: ask by JobIds.');
  // By URL: everybody's imports of it come back, and only one's own are shown.
  const reply = await call(params);
  const found = rows(field(reply, 'URLUploadInfoList'));
  const { own } = await sift(found.flatMap((info) => text(field(info, 'JobId')) ?? []));
  return { ...reply, URLUploadInfoList: found.filter((info) => own.includes(text(field(info, 'JobId')) ?? '')) };
}

function mediaOf(info: Fields): readonly ImportedJob[] {
  const [jobId, mediaId] = [text(field(info, 'JobId')), text(field(info, 'MediaId'))];
  return jobId === undefined || mediaId === undefined ? [] : [{ jobId, mediaId }];
}

const NOTHING: Reply = { URLUploadInfoList: [], CanceledJobs: [] };

const listOf = (params: Params, name: string): readonly string[] => String(params[name]).split(',');

const forbidden = (why: string): Refusal => new Refusal(403, 'Forbidden', why);

import type { Action } from '../vod/protocol.js';
import { LIMITS } from '../vod/protocol-limits.js';
import { field, ids, rows, text } from '../vod/quirks.js';
import type { Params, VodClient } from './client.js';
import { isRefused } from './failure.js';

/** An action that is asked about a list of ids, and answers with an entry or a word for each. */
interface List {
  readonly asksBy: 'MediaIds' | 'JobIds';
  /** So many ids in one call. */
  readonly most: number;
  readonly entries: string;
  readonly entryId: string;
  /** Ids without an entry. */
  readonly without: readonly string[];
}

const MEDIAS = { asksBy: 'MediaIds', most: LIMITS.ids, entryId: 'MediaId' } as const;
const IMPORTS = {
  asksBy: 'JobIds',
  most: LIMITS.jobs,
  entries: 'URLUploadInfoList',
  entryId: 'JobId',
  without: ['NonExists'],
} as const;
const LISTS = {
  GetUploadDetails: { ...MEDIAS, entries: 'UploadDetails', without: ['NonExistMediaIds', 'ForbiddenMediaIds'] },
  BatchGetMediaInfos: {
    ...MEDIAS,
    entries: 'MediaInfos',
    without: ['NonExistMediaIds', 'NonExistReferenceIds', 'ForbiddenMediaIds'],
  },
  GetURLUploadInfos: IMPORTS,
  'ims/GetUrlUploadInfos': IMPORTS,
} as const satisfies Partial<Record<Action, List>>;
export type ListAction = keyof typeof LISTS;

const listOf = (action: ListAction): List => LISTS[action];

export const isList = (action: Action): action is ListAction => Object.hasOwn(LISTS, action);
export const isMediaList = (action: Action): action is 'GetUploadDetails' | 'BatchGetMediaInfos' =>
  isList(action) && listOf(action).asksBy === 'MediaIds';

type Reply = Record<string, unknown>;

/** So many answers are remembered. */
const MOST = 1_000;

interface Question {
  readonly ids: readonly string[];
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

interface Options {
  /** How long an answer is as good as a new one, ms. */
  readonly cacheMs: number;
  /** Questions that come within this time are asked together; 0: each by itself. */
  readonly batchMs: number;
  readonly now?: () => number;
}

/**
 * Asks for medias and imports with few calls, because the account's rate limit is everybody's: what several visitors want
 * to know at the same time is one call of as many ids as it may name, and the same question within a moment has the same
 * answer. Each gets a reply of the API's own shape; unchanged where nobody else asked.
 */
export function createLists(
  call: (action: Action, params: Params) => ReturnType<VodClient['call']>,
  { cacheMs, batchMs, now = () => performance.now() }: Options,
) {
  const known = new Map<string, { readonly at: number; readonly reply: Promise<Reply> }>();
  const waiting = new Map<ListAction, Question[]>();

  const gather = (action: ListAction, question: Question): void => {
    const all = waiting.get(action);
    if (all !== undefined) return void all.push(question);
    waiting.set(action, [question]);
    if (batchMs > 0) setTimeout(() => send(action), batchMs);
    else send(action);
  };

  const send = (action: ListAction): void => {
    const all = waiting.get(action) ?? [];
    waiting.delete(action);
    for (const questions of callsFor(all, listOf(action).most)) void answer(action, questions);
  };

  const answer = async (action: ListAction, questions: readonly Question[]): Promise<void> => {
    try {
      const wanted = [...new Set(questions.flatMap((question) => question.ids))];
      const reply = await call(action, { [listOf(action).asksBy]: wanted.join(',') });
      for (const question of questions)
        question.resolve(questions.length === 1 ? reply : partOf(reply, action, question.ids));
    } catch (error) {
      // One visitor's question that is refused is no answer to what others asked with it.
      if (questions.length > 1 && isRefused(error)) for (const each of questions) void answer(action, [each]);
      else for (const { reject } of questions) reject(error);
    }
  };

  return (action: ListAction, wanted: readonly string[]): Promise<Reply> => {
    const key = `${action} ${wanted.join()}`;
    const before = known.get(key);
    if (before !== undefined && now() - before.at < cacheMs) return before.reply;
    const reply = new Promise<Reply>((resolve, reject) => gather(action, { ids: wanted, resolve, reject }));
    known.delete(key);
    known.set(key, { at: now(), reply });
    // A failure is nobody's answer but of those who wait for it.
    reply.catch(() => known.delete(key));
    // A Map keeps insertion order.
    for (const [oldest, { at }] of known) {
      if (known.size <= MOST && now() - at < cacheMs) break;
      known.delete(oldest);
    }
    return reply;
  };
}

/** In their order, as many in one call as it may name. */
function callsFor(questions: readonly Question[], most: number): readonly (readonly Question[])[] {
  const calls: Question[][] = [];
  let named = new Set<string>();
  for (const question of questions) {
    const more = new Set([...named, ...question.ids]);
    if (calls.length === 0 || more.size > most) {
      calls.push([question]);
      named = new Set(question.ids);
    } else {
      calls.at(-1)!.push(question);
      named = more;
    }
  }
  return calls;
}

/** What a reply to several says of these. */
function partOf(reply: Reply, action: ListAction, wanted: readonly string[]): Reply {
  const { entries, entryId, without } = listOf(action);
  const requestId = text(field(reply, 'RequestId'));
  const isWanted = (id: string): boolean => wanted.includes(id);
  return {
    ...(requestId !== undefined && { RequestId: requestId }),
    [entries]: rows(field(reply, entries)).filter((entry) => isWanted(text(field(entry, entryId)) ?? '')),
    ...Object.fromEntries(without.map((name) => [name, ids(field(reply, name)).filter(isWanted)])),
  };
}

/** A reply in which nothing was found, for when nothing may be asked. */
export function emptyList(action: ListAction): Reply {
  const { entries, without } = listOf(action);
  return Object.fromEntries([entries, ...without].map((name) => [name, []]));
}

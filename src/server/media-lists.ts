import { LIMITS, type Action } from '../vod/protocol.js';
import { field, ids, rows, text } from '../vod/quirks.js';
import type { VodClient } from './client.js';

/** Lists by media ids: the one field that holds their entries. */
const LISTS = { GetUploadDetails: 'UploadDetails', BatchGetMediaInfos: 'MediaInfos' } as const;
export type ListAction = keyof typeof LISTS;

export const isList = (action: Action): action is ListAction => Object.hasOwn(LISTS, action);

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
 * Asks for medias with few calls, because the account's rate limit is everybody's: what several visitors want to know at
 * the same time is one call of up to 20 ids, and the same question within a moment has the same answer. Each gets a reply
 * of the API's own shape; unchanged where nobody else asked.
 */
export function createMediaLists(client: VodClient, { cacheMs, batchMs, now = () => performance.now() }: Options) {
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
    for (const call of callsFor(all)) void answer(action, call);
  };

  const answer = async (action: ListAction, questions: readonly Question[]): Promise<void> => {
    try {
      const wanted = [...new Set(questions.flatMap((question) => question.ids))];
      const reply = await client.call('vod', action, { MediaIds: wanted.join(',') });
      for (const question of questions)
        question.resolve(questions.length === 1 ? reply : partOf(reply, action, question.ids));
    } catch (error) {
      for (const { reject } of questions) reject(error);
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
function callsFor(questions: readonly Question[]): readonly (readonly Question[])[] {
  const calls: Question[][] = [];
  let room = 0;
  for (const question of questions) {
    if (question.ids.length > room) {
      calls.push([]);
      room = LIMITS.ids;
    }
    calls.at(-1)!.push(question);
    room -= question.ids.length;
  }
  return calls;
}

/** What a reply to several says of these. */
function partOf(reply: Reply, action: ListAction, wanted: readonly string[]): Reply {
  const among = (name: string): readonly string[] => ids(field(reply, name)).filter((id) => wanted.includes(id));
  const requestId = text(field(reply, 'RequestId'));
  return {
    ...(requestId !== undefined && { RequestId: requestId }),
    [LISTS[action]]: rows(field(reply, LISTS[action])).filter((entry) =>
      wanted.includes(text(field(entry, 'MediaId')) ?? ''),
    ),
    NonExistMediaIds: among('NonExistMediaIds'),
    ...(action === 'BatchGetMediaInfos' && { NonExistReferenceIds: [] }),
    ForbiddenMediaIds: among('ForbiddenMediaIds'),
  };
}

/** A reply in which nothing was found, for when nothing may be asked. */
export const NO_MEDIAS: Readonly<Record<ListAction, Reply>> = {
  GetUploadDetails: { UploadDetails: [], NonExistMediaIds: [] },
  BatchGetMediaInfos: { MediaInfos: [], NonExistMediaIds: [], NonExistReferenceIds: [] },
};

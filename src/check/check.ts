import { isLoopback } from './tickets.js';
import { checkCreate, type Created } from './creating.js';
import { checkDeletes, checkNoDeletes } from './deleting.js';
import { notesIn, type Finding } from './findings.js';
import { checkImage } from './covers.js';
import { checkImports } from './importing.js';
import { checkErrorShape, checkLeaks } from './leaks.js';
import { checkList, checkMezzanine } from './lists.js';
import { madeBy } from './made.js';
import { checkIdempotency } from './once.js';
import type { CheckOptions } from './options.js';
import { checkOrigins } from './other-origins.js';
import { checkRefresh } from './renewing.js';
import { checkSessions } from './sessions.js';
import { createTalk, NoAnswer } from './talk.js';
import type { Visit } from './visit.js';
import { checkWrongQuestions } from './wrong-questions.js';

export interface CheckReport {
  /** Nothing failed; there may be warnings. */
  readonly ok: boolean;
  /** Without query and password, which may be secret. */
  readonly endpoint: string;
  readonly findings: readonly Finding[];
  /** What the check made and could not take away: medias without a file, images, import jobs. */
  readonly left: {
    readonly videoIds: readonly string[];
    readonly imageIds: readonly string[];
    readonly jobIds: readonly string[];
  };
  /** Medias that it deleted again. */
  readonly removed: readonly string[];
  /** So many were looked at. */
  readonly answers: number;
}

/**
 * Plays the contract of `docs/backend.md` against a backend in any language. It makes a few medias without a file, and
 * deletes nothing unless `deletes` is set, then only what it made. Never rejects for what the backend does; throws a
 * `TypeError` for an endpoint that is no http(s) URL.
 */
export async function checkBackend(options: CheckOptions): Promise<CheckReport> {
  const { protocol, origin, pathname } = new URL(options.endpoint);
  if (!/^https?:$/.test(protocol)) throw new TypeError('The endpoint must begin with http:// or https://');
  const findings: Finding[] = [];
  const talk = createTalk(options);
  const visit: Visit = {
    talk,
    options,
    mark: `check-${crypto.randomUUID().slice(0, 13)}`,
    now: options.now ?? Date.now,
    wait: options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
    notes: (section) => notesIn(findings, section),
  };
  address(visit);
  const created = await attempt(visit, 'CreateUploadVideo', () => checkCreate(visit));
  const removed = created ? await theRest(visit, created) : undefined;
  if (created === undefined)
    visit.notes('All answers').skip('the rest', 'nothing else can be asked before a media can be created');
  checkErrorShape(visit);
  checkLeaks(visit);
  const made = madeBy(talk.heard);
  const videoIds = [...made.videos.user, ...made.videos.other, ...made.videos.nobody];
  return {
    ok: !findings.some(({ result }) => result === 'failed'),
    endpoint: `${origin}${pathname}`,
    findings,
    left: { videoIds: videoIds.filter((id) => !removed?.includes(id)), imageIds: made.images, jobIds: made.jobs },
    removed: removed ?? [],
    answers: talk.heard.length,
  };
}

/** One after another, as their order in the report is. Deleting is last. */
async function theRest(visit: Visit, created: Created): Promise<readonly string[] | undefined> {
  const sections: readonly (readonly [string, () => Promise<void>])[] = [
    ['CreateUploadVideo', () => checkIdempotency(visit, created)],
    ['Wrong questions', () => checkWrongQuestions(visit)],
    ['RefreshUploadVideo', () => checkRefresh(visit, created)],
    ['GetUploadDetails', () => checkList(visit, 'GetUploadDetails', created)],
    ['BatchGetMediaInfos', () => checkList(visit, 'BatchGetMediaInfos', created)],
    ['GetMezzanineInfo', () => checkMezzanine(visit, created)],
    ['CreateUploadImage', () => checkImage(visit)],
    ['Import by URL', () => checkImports(visit)],
    ['Sessions', () => checkSessions(visit, created)],
    ['Other origins', () => checkOrigins(visit, created)],
  ];
  for (const [section, play] of sections) await attempt(visit, section, play);
  return attempt(visit, 'Deleting', () =>
    visit.options.deletes ? checkDeletes(visit, created) : checkNoDeletes(visit).then(() => []),
  );
}

/** What is not answered ends its own section. */
async function attempt<T>(visit: Visit, section: string, play: () => Promise<T>): Promise<T | undefined> {
  try {
    return await play();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    visit
      .notes(section)
      .fail('answer', `${error.message}.`, 'Is it running, and is this its address? Its log may say more.');
    return undefined;
  }
}

function address({ options, notes }: Visit): void {
  const { protocol, hostname } = new URL(options.endpoint);
  const note = notes('Address');
  if (protocol === 'https:') note.ok('https', 'nobody on the way reads the credentials');
  else if (isLoopback(hostname)) note.ok('https', 'not needed on this machine');
  else note.fail('https', 'Upload credentials and sessions go over the network as they are.', 'Serve it by https.');
}

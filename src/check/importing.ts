import { importStatus } from '../vod/import-status.js';
import { readCanceledJobs, readImportReports, readUploadJobs, type ImportReportsReading } from '../vod/import-jobs.js';
import { IDEMPOTENCY_HEADER, type Action } from '../vod/protocol.js';
import { LIMITS } from '../vod/protocol-limits.js';
import { expectRefusal, goodReply, isMissing, told } from './answers.js';
import { CALLBACK_HOST } from './creating.js';
import type { Notes } from './findings.js';
import { judgeUserData } from './lists.js';
import { isGood } from './talk.js';
import { isWanted, nobodys, NOBODYS, noteMissing, type Visit } from './visit.js';

/** A job may take a moment to be known. */
const MOST_LOOKS = 5;
const BETWEEN_MS = 1_000;

interface Service {
  readonly submit: Action;
  readonly look: Action;
  readonly metadata: 'UploadMetadatas' | 'MediaMetaData';
}
const VOD: Service = { submit: 'UploadMediaByURL', look: 'GetURLUploadInfos', metadata: 'UploadMetadatas' };
const IMS: Service = { submit: 'ims/UploadMediaByURL', look: 'ims/GetUrlUploadInfos', metadata: 'MediaMetaData' };

export async function checkImports(visit: Visit): Promise<void> {
  if (visit.options.imports === false) return visit.notes('Import by URL').skip('imports', 'left out (--no-import)');
  for (const service of [VOD, IMS]) {
    const jobs = await checkSubmit(visit, service);
    await checkLook(visit, service, jobs);
    if (service === VOD) await checkCancel(visit, jobs);
  }
}

interface Job {
  readonly url: string;
  readonly jobId: string;
}

/** Nobody has these. The first has what breaks where it is not encoded, or twice. */
const urlsOf = (mark: string): readonly [string, string] => [
  `https://${CALLBACK_HOST}/${mark}/first.mp4?sizes=1,2&name=a%20b`,
  `https://${CALLBACK_HOST}/${mark}/second.mp4`,
];

const encoded = (urls: readonly string[]): string => urls.map(encodeURIComponent).join(',');

async function checkSubmit(visit: Visit, { submit, metadata }: Service): Promise<readonly Job[]> {
  if (!isWanted(visit, submit)) return [];
  const { talk, mark } = visit;
  const notes = visit.notes(submit);
  const urls = urlsOf(mark);
  const question = {
    UploadURLs: encoded(urls),
    [metadata]: JSON.stringify(urls.map((url) => ({ SourceURL: url, Title: `vod-uploader check ${mark}` }))),
    UserData: JSON.stringify({
      MessageCallback: { CallbackURL: `https://${CALLBACK_HOST}/`, CallbackType: 'http' },
      Extend: { check: mark },
    }),
    ...(metadata === 'UploadMetadatas' && { SessionId: mark }),
  };
  const headers = { [IDEMPOTENCY_HEADER]: `${mark}-${metadata}` };
  const heard = await talk.ask(submit, question, { headers });
  if (isMissing(heard)) {
    noteMissing(visit, notes, heard);
    return [];
  }
  const region = 'Where your region has no import by URL, leave the action out (404), or check with --no-import.';
  const reply = goodReply(notes, 'reply', heard, region);
  const jobs = reply && readUploadJobs(reply);
  if (reply && !jobs) notes.fail('reply', 'The reply has no UploadJobs.', 'Pass on the whole reply.');
  const made = jobs ? judgeJobs(notes, urls, jobs) : [];
  if (made.length > 0) {
    const again = await talk.ask(submit, question, { headers, about: 'with the same Idempotency-Key' });
    const same = isGood(again) ? readUploadJobs(again.json)?.map(({ jobId }) => jobId) : undefined;
    if (same?.join() === made.map(({ jobId }) => jobId).join()) notes.ok('same key again', 'gives the same jobs');
    else
      notes.warn(
        'same key again',
        isGood(again)
          ? 'The same Idempotency-Key made other jobs: each imports the files once more.'
          : `It was answered with ${told(again)}.`,
        'Remember the reply to each key, and answer with it again.',
      );
  }
  await refuse(visit, notes, submit);
  return made;
}

function judgeJobs(
  notes: Notes,
  urls: readonly [string, string],
  jobs: readonly { readonly jobId?: string; readonly url?: string }[],
): readonly Job[] {
  const named = jobs.filter(({ jobId }) => jobId !== undefined);
  const fail = (says: string, mend: string): readonly Job[] => {
    notes.fail('jobs', says, mend);
    return [];
  };
  if (named.length > urls.length)
    return fail(
      `Two URLs became ${named.length} jobs: one with a comma in it was torn in two.`,
      'UploadURLs comes encoded, each URL by itself: pass it on as it is.',
    );
  if (named.length < urls.length)
    return fail(
      `Two URLs became ${named.length} jobs with a JobId.`,
      'Pass UploadURLs on as it is, and the whole reply back.',
    );
  const odd = named.filter(({ url }) => url !== undefined && !urls.includes(url));
  if (odd.length > 0)
    notes.warn(
      'jobs',
      'SourceURL is not as it was sent: it was decoded or encoded once too often.',
      'Pass UploadURLs on as it is.',
    );
  else notes.ok('jobs', 'each URL has a JobId');
  return urls.map((url, at) => ({ url, jobId: (named.find((job) => job.url === url) ?? named[at]!).jobId! }));
}

async function refuse({ talk, mark }: Visit, notes: Notes, submit: Action): Promise<void> {
  const local = await talk.ask(
    submit,
    { UploadURLs: encoded(['file:///etc/passwd.mp4']) },
    { about: 'of a file:// URL' },
  );
  expectRefusal(notes, 'other schemes', local, { mend: 'Take http and https only.' });
  const many = Array.from({ length: LIMITS.urls + 1 }, (_, at) => `https://${CALLBACK_HOST}/${mark}/${at}.mp4`);
  const tooMany = await talk.ask(submit, { UploadURLs: encoded(many) }, { about: `of ${many.length} URLs` });
  expectRefusal(notes, `${many.length} URLs`, tooMany, { mend: 'Take 20 at most, or pass VOD’s refusal on.' });
}

async function checkLook(visit: Visit, { look }: Service, jobs: readonly Job[]): Promise<void> {
  if (!isWanted(visit, look)) return;
  const { talk, mark } = visit;
  const notes = visit.notes(look);
  const ids = [...jobs.map(({ jobId }) => jobId), NOBODYS];
  const find = async (): Promise<ImportReportsReading | undefined> => {
    const heard = await talk.ask(look, { JobIds: ids.join(',') });
    if (isMissing(heard)) return void noteMissing(visit, notes, heard);
    const reply = goodReply(
      notes,
      'reply',
      heard,
      'It asks for jobs that were just submitted, and for one that nobody has.',
    );
    const read = reply && readImportReports(reply);
    if (reply && !read) notes.fail('reply', 'The reply has no URLUploadInfoList.', 'Pass on the whole reply.');
    return read;
  };
  let read = await find();
  for (let looks = 1; read && looks < MOST_LOOKS && !hasAll(read, jobs); looks++) {
    await visit.wait(BETWEEN_MS);
    read = await find();
  }
  if (!read) return;
  if (jobs.length === 0) notes.skip('jobs', 'there are none to ask for');
  else if (!hasAll(read, jobs))
    notes.fail(
      'jobs',
      'Jobs that were just submitted stand not in the list.',
      'Pass JobIds on, and the whole reply back. With the kit: keep what onImported tells, so that owns knows the jobs.',
    );
  else notes.ok('jobs', `are listed (${[...new Set(read.reports.map(({ rawStatus }) => rawStatus))].join(', ')})`);
  const strange = read.reports.find(({ rawStatus }) => importStatus(rawStatus).status === 'unknown');
  if (strange)
    notes.warn('status', `“${strange.rawStatus.slice(0, 40)}” is no status that VOD has.`, 'Pass VOD’s own words on.');
  if (read.missing.includes(NOBODYS)) notes.ok('unknown job', 'is named in NonExists');
  else notes.fail('unknown job', 'A job that nobody has is not named in NonExists.', 'Pass on the whole reply.');
  if (jobs.length > 0)
    judgeUserData(notes, read.reports.find(({ userData }) => userData !== undefined)?.userData, mark);
  const many = nobodys(LIMITS.jobs + 1).join(',');
  const tooMany = await talk.ask(look, { JobIds: many }, { about: `for ${LIMITS.jobs + 1} jobs` });
  expectRefusal(notes, `${LIMITS.jobs + 1} jobs`, tooMany, { mend: 'Pass the service’s refusal on.' });
}

const hasAll = ({ reports }: ImportReportsReading, jobs: readonly Job[]): boolean =>
  jobs.every(({ jobId }) => reports.some((report) => report.jobId === jobId));

async function checkCancel(visit: Visit, jobs: readonly Job[]): Promise<void> {
  const action: Action = 'CancelUrlUploadJobs';
  if (!isWanted(visit, action)) return;
  const notes = visit.notes(action);
  const ids = jobs.length > 0 ? jobs.map(({ jobId }) => jobId) : [NOBODYS];
  const heard = await visit.talk.ask(action, { JobIds: ids.join(',') });
  if (isMissing(heard)) return noteMissing(visit, notes, heard);
  // A job that has begun, or failed already, can no longer be taken back.
  if (heard.status >= 400 && heard.status <= 499 && heard.status !== 401)
    return notes.ok('reply', `is the service’s refusal (${told(heard)})`);
  const reply = goodReply(notes, 'reply', heard, 'It takes back the jobs that were just submitted.');
  if (!reply) return;
  if (readCanceledJobs(reply)) notes.ok('reply', 'has CanceledJobs');
  else notes.fail('reply', 'The reply has neither CanceledJobs nor NonExists.', 'Pass on the whole reply of VOD.');
}

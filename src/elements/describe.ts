import type { ErrorCode, ErrorDetail, UploadError } from '../engine/error.js';
import { isDoubted, type UploadState } from '../engine/state.js';
import { isSealed } from './condition.js';
import { isElsewhere, isSafe, shownPhase } from './shown-phase.js';
import { importErrorText, importFacts, saidOfImport } from './import-words.js';
import { clocks, localWords } from './local-facts.js';
import { cutMiddle } from './middle.js';
import { factsOf, mediaStatusText } from './media-facts.js';
import { formatBytes } from './numbers.js';
import { formatPercent, formatSpeed } from './progress-numbers.js';
import { Steady } from './steady.js';
import { formatTime } from './times.js';
import type { Wording } from './wording.js';

/** How far it is, 0 to 1. One whole only when the seal was answered: until then the store may still say no. */
export function shareOf(upload: UploadState): number {
  if (isSealed(upload)) return 1;
  return upload.total === 0 ? 0 : Math.min(0.99, upload.sent / upload.total);
}

/** How much was sent. What failed on its way stays counted until it is removed: the store keeps it for the next try. */
export const shareOfAll = (uploads: readonly UploadState[]): number =>
  Math.min(uploads.some(({ phase }) => phase === 'failed') ? 0.99 : 1, weigh(uploads, shareOf));

/** What VOD could not use was sent for nothing. */
const good = (upload: UploadState): number => (upload.phase === 'failed' && isSealed(upload) ? 0 : shareOf(upload));

/** How much was sent, and not for nothing. */
export const goodOfAll = (uploads: readonly UploadState[]): number => weigh(uploads, good);

/** The part that failed: what was sent for nothing, and what is not being sent any more. */
export const lostOfAll = (uploads: readonly UploadState[]): number =>
  weigh(uploads, (upload) => (shownPhase(upload) === 'failed' ? 1 - good(upload) : 0));

/**
 * By bytes, so that a small file does not count as much as a large one. Those of what VOD fetches are not sent from here,
 * and known late: among uploads they do not count, and where there is nothing else, one counts as much as another.
 */
function weigh(uploads: readonly UploadState[], share: (upload: UploadState) => number): number {
  const sent = uploads.filter(({ importing }) => importing === undefined);
  const weight = ({ total }: UploadState): number => (sent.length > 0 ? total : 1);
  const counted = sent.length > 0 ? sent : uploads;
  const total = counted.reduce((sum, upload) => sum + weight(upload), 0);
  return total === 0 ? 0 : counted.reduce((sum, upload) => sum + share(upload) * weight(upload), 0) / total;
}

/** The phase in words, in a word or two. */
export function headline(upload: UploadState, wording: Wording): string {
  if (upload.phase === 'authorized' && upload.importing) return wording.say('phase.importing');
  if (isDoubted(upload)) return wording.say('phase.doubted');
  if (upload.phase !== 'ready' || upload.playable) return wording.say(`phase.${shownPhase(upload)}`);
  // Without a report the backend cannot tell: neither can we.
  return wording.say(upload.report === undefined ? 'phase.uploaded' : 'unplayable');
}

/** What stands behind the headline: amounts and times, or VOD's word, or a reason. */
export function details(upload: UploadState, wording: Wording, steady = new Steady()): readonly string[] {
  const behind = amounts(upload, wording, steady);
  return upload.callbackFailed && upload.phase !== 'failed' ? [...behind, wording.say('callback-failed')] : behind;
}

function amounts(upload: UploadState, wording: Wording, steady: Steady): readonly string[] {
  const { locale } = wording;
  switch (upload.phase) {
    case 'waiting':
      return [...pace(upload, wording, steady), wording.say(isSafe(upload) ? 'safe' : `reason.${upload.reason}`)];
    case 'failed':
      return [errorText(upload.error, wording), ...saidOfImport(upload.error, wording)];
    case 'processing':
      return [statusText(upload, wording)];
    case 'uploading':
    case 'paused': {
      if (upload.importing) return sizeOf(upload, wording);
      const amount = wording.say('amount', {
        sent: formatBytes(upload.sent, locale),
        total: formatBytes(upload.total, locale),
      });
      if (upload.inherited === 'bare') return [amount, wording.say('choose-again')];
      // While it moves a row has room for how fast; before and after, for what it is.
      const moving = pace(upload, wording, steady);
      return [amount, ...(moving.length > 0 ? moving : localWords(upload.local, wording))];
    }
    case 'ready':
      return mediaFacts(upload, wording);
    case 'authorized':
      return [...(upload.importing ? importFacts(upload.importing, wording) : []), ...sizeOf(upload, wording)];
    default:
      return [...localWords(upload.local, wording), ...sizeOf(upload, wording)];
  }
}

/** Of what VOD fetches nothing is known before it has. */
const sizeOf = ({ total }: UploadState, { locale }: Wording): readonly string[] =>
  total > 0 ? [formatBytes(total, locale)] : [];

/** Speed and time left; nothing while there is no steady figure. */
function pace(upload: UploadState, wording: Wording, steady: Steady): readonly string[] {
  const { bytesPerSecond, total, sent } = upload;
  if (upload.phase !== 'uploading' && !isElsewhere(upload)) {
    steady.forget();
    return [];
  }
  // The last byte is only counted once the store has said that it has all.
  if (sent >= total - 1) return [wording.say('finishing')];
  if (bytesPerSecond === undefined || bytesPerSecond <= 0) return [];
  const seconds = steady.left((total - sent) / bytesPerSecond);
  return [formatSpeed(steady.speed(bytesPerSecond), wording.locale), leftText(seconds, wording)];
}

export const leftText = (seconds: number, wording: Wording): string =>
  seconds < 5 ? wording.say('soon') : wording.say('time-left', { time: formatTime(seconds, wording.locale) });

/** VOD's status in words. */
export const statusText = ({ report }: UploadState, wording: Wording): string =>
  report === undefined ? wording.say('status.uploaded') : mediaStatusText(report, wording);

/** What a report does not say is the file's own word. */
const mediaFacts = ({ report, total, local }: UploadState, wording: Wording): readonly string[] =>
  factsOf({ ...local, size: total, ...report?.media }, wording);

/** What went wrong and what to do, for people; a page's own refusal in the page's own words. */
export function errorText(error: UploadError, wording: Wording): string {
  const { code, detail } = error;
  const reason = detail.values?.['reason'];
  const refused = refusedText(code, detail, wording);
  if (refused !== undefined) return refused;
  if (code === 'import-failed') return importErrorText(error, wording);
  if (code === 'file-too-long') return wording.say('error.file-too-long', clocks(detail.values));
  if (code === 'file-refused' && reason !== undefined) return String(reason);
  return wording.say(`error.${code}`, inShort(detail.values));
}

/** A name within a sentence; all of it stands above. One of 300 letters would hide what is said about it. */
const NAME_AT_MOST = 48;
const NAMES = ['name', 'other'];

const inShort = (values: ErrorDetail['values'] = {}): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      NAMES.includes(key) ? cutMiddle(String(value), NAME_AT_MOST, ({ length }) => length) : value,
    ]),
  );

const WRITTEN = ['title', 'description', 'tags'] as const;
const REFUSED = ['too-long', 'too-many', 'characters'] as const;

/** Of what the service refuses it tells neither how much is too much nor which sign it does not like. */
function refusedText(code: ErrorCode, { serviceCode, field }: ErrorDetail, wording: Wording): string | undefined {
  const written = WRITTEN.find((each) => each === field);
  if (serviceCode === undefined || written === undefined) return undefined;
  // As the form calls it, not as the API does.
  const label = wording.say(`field.${written}`);
  if (code === 'text-refused') return wording.say('error.text-refused', { parameter: label });
  const kind = REFUSED.find((each) => code.includes(each));
  return kind && wording.say(`refused.${kind}`, { field: label });
}

export const percentText = (upload: UploadState, wording: Wording): string =>
  formatPercent(shareOf(upload), wording.locale);

import type { UploadState } from '../engine/state.js';
import { isSealed } from './condition.js';
import { shownPhase } from './shown-phase.js';
import type { Wording } from './wording.js';

/** How far all of them are, in one line: `3 of 12 files uploaded`. */
export function sumText(uploads: readonly UploadState[], wording: Wording): string {
  const number = new Intl.NumberFormat(wording.locale);
  const lost = uploads.filter((each) => shownPhase(each) === 'failed').length;
  const done = number.format(uploads.filter((each) => each.phase !== 'failed' && isSealed(each)).length);
  return lost > 0
    ? wording.say('summary-failed', { done, count: number.format(uploads.length), failed: number.format(lost) })
    : wording.count('summary', uploads.length, { done });
}

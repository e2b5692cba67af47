import type { UploadError } from '../engine/error.js';
import type { UploadState, WaitReason } from '../engine/state.js';
import type { Announcement } from './announcer.js';
import { isSafe } from './condition.js';
import { errorText, shareOf, statusText } from './describe.js';
import { formatPercent } from './numbers.js';
import type { Wording } from './wording.js';

const quarters = (upload: UploadState): number => Math.floor(shareOf(upload) * 4);

/** What a screen reader says about one change. Quarters only for an upload that is alone: many would drown all else. */
export function announcement(
  after: UploadState,
  before: UploadState | undefined,
  wording: Wording,
  alone: () => boolean,
): Announcement | undefined {
  const { name } = after;
  if (before === undefined) return undefined;
  if (after.phase === before.phase) {
    if (after.phase === 'waiting' && before.phase === 'waiting' && after.reason !== before.reason)
      return waiting(after.reason);
    if (after.importing?.unstoppable && !before.importing?.unstoppable)
      return { text: wording.say('said.unstoppable', { name }) };
    if (after.phase !== 'uploading' || quarters(after) <= quarters(before) || !alone()) return undefined;
    return { text: wording.say('said.quarter', { name, percent: formatPercent(quarters(after) / 4, wording.locale) }) };
  }
  // What VOD fetches by itself has other steps; a wait that is over is no news of it.
  if (after.importing && before.phase !== 'waiting') {
    if (after.phase === 'authorized') return { text: wording.say('said.importing', { name }) };
    if (after.phase === 'processing') return { text: wording.say('said.arrived', { name }) };
  }
  switch (after.phase) {
    case 'uploading':
      return { text: wording.say(before.phase === 'waiting' ? 'said.resumed' : 'said.start', { name }) };
    case 'waiting':
      return waiting(after.reason);
    case 'paused':
      return { text: wording.say('said.paused', { name }) };
    case 'uploaded':
      return { text: wording.say('said.uploaded', { name }) };
    case 'ready':
      return after.playable
        ? { text: wording.say('said.ready', { name, status: statusText(after, wording) }) }
        : undefined;
    case 'canceled':
      return { text: wording.say('said.canceled', { name }) };
    case 'failed':
      return { text: wording.say('said.failed', { name, error: errorText(after.error, wording) }), urgent: true };
    default:
      return undefined;
  }

  function waiting(reason: WaitReason): Announcement | undefined {
    // Nothing is at stake any more, and nothing to be done.
    if (isSafe(after)) return undefined;
    return { text: wording.say('said.waiting', { name, reason: wording.say(`reason.${reason}`) }) };
  }
}

/** What it says about a file that was not taken. */
export const refusal = (name: string, error: UploadError, wording: Wording): Announcement => ({
  text: wording.say('said.rejected', { name, error: errorText(error, wording) }),
  urgent: true,
});

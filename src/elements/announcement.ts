import type { UploadState, WaitReason } from '../engine/state.js';
import type { Rejection } from '../engine/uploader.js';
import type { TextKey } from '../words/text.js';
import { FEW, type Announcement } from './announcer.js';
import { isSafe } from './shown-phase.js';
import { errorText, shareOf, statusText } from './describe.js';
import { formatPercent } from './progress-numbers.js';
import { sumText } from './sum-text.js';
import type { Values, Wording } from './wording.js';

const quarters = (upload: UploadState): number => Math.floor(shareOf(upload) * 4);

const isAlone = (uploads: readonly UploadState[]): boolean =>
  uploads.filter(({ phase }) => phase === 'uploading').length <= 1;

/** How far each is, of many in a list: how far they all are is heard instead. */
const SUMMED: readonly TextKey[] = ['said.start', 'said.uploaded', 'said.ready', 'said.importing', 'said.arrived'];

let last: readonly [uploads: readonly UploadState[], wording: Wording, text: string] | undefined;

/** Where a thousand ask at once, of the same list, it is made once. */
function sumOf(uploads: readonly UploadState[], wording: Wording): string {
  if (last?.[0] !== uploads || last[1] !== wording) {
    const listed = uploads.filter(({ phase }) => phase !== 'canceled');
    last = [uploads, wording, sumText(listed, wording)];
  }
  return last[2];
}

/** What a screen reader says about one change. Quarters only for an upload that is alone: many would drown all else. */
export function announcement(
  after: UploadState,
  before: UploadState | undefined,
  wording: Wording,
  uploads: () => readonly UploadState[],
): Announcement | undefined {
  const { id: about, name } = after;
  const sum = (): string => sumOf(uploads(), wording);
  const inCrowd = (): readonly string[] => [sum()];
  const told = (key: TextKey, values: Values = {}): Announcement =>
    uploads().length > FEW && SUMMED.includes(key)
      ? { text: sum(), about: 'all', once: true }
      : { text: wording.say(key, { name, ...values }), about, inCrowd };
  if (before === undefined) return undefined;
  if (after.phase === before.phase) {
    if (after.phase === 'waiting' && before.phase === 'waiting' && after.reason !== before.reason)
      return waiting(after.reason);
    if (after.importing?.unstoppable && !before.importing?.unstoppable) return told('said.unstoppable');
    if (after.phase !== 'uploading' || quarters(after) <= quarters(before) || !isAlone(uploads())) return undefined;
    const percent = formatPercent(quarters(after) / 4, wording.locale);
    return { ...told('said.quarter', { percent }), minor: true };
  }
  // What VOD fetches by itself has other steps; a wait that is over is no news of it.
  if (after.importing && before.phase !== 'waiting') {
    if (after.phase === 'authorized') return told('said.importing');
    if (after.phase === 'processing') return told('said.arrived');
  }
  switch (after.phase) {
    case 'uploading':
      return told(before.phase === 'waiting' || after.sent > 0 ? 'said.resumed' : 'said.start');
    case 'waiting':
      return waiting(after.reason);
    case 'paused':
      return told('said.paused');
    case 'uploaded':
      return told('said.uploaded');
    case 'ready':
      return after.playable ? told('said.ready', { status: statusText(after, wording) }) : undefined;
    case 'canceled':
      return told('said.canceled');
    case 'failed':
      return failed(errorText(after.error, wording));
    default:
      return undefined;
  }

  function waiting(reason: WaitReason): Announcement | undefined {
    // Nothing is at stake any more, and nothing to be done.
    if (isSafe(after)) return undefined;
    const text = wording.say(`reason.${reason}`);
    return { ...told('said.waiting', { reason: text }), inCrowd: () => [text] };
  }

  function failed(error: string): Announcement {
    return { ...told('said.failed', { error }), urgent: true, inCrowd: () => [...inCrowd(), error] };
  }
}

/** What it says about files that were not taken. */
export const refusals = (rejections: readonly Rejection[], wording: Wording): readonly Announcement[] =>
  rejections.map(({ name, error }) => ({
    text: wording.say('said.rejected', { name, error: errorText(error, wording) }),
    urgent: true,
    inCrowd: () => [wording.count('rejected', rejections.length)],
  }));

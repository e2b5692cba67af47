import type { UploadState } from '../engine/state.js';
import { isSealed } from './condition.js';
import { leftText, shareOfAll } from './describe.js';
import { formatBytes } from './numbers.js';
import { formatPercent, formatSpeed } from './progress-numbers.js';
import { isElsewhere, isSafe } from './shown-phase.js';
import type { Steady } from './steady.js';
import type { Wording } from './wording.js';

/** How it stands with what is sent from here: `speed` is that of all together, undefined while it is not steady. */
export function overall(
  uploads: readonly UploadState[],
  speed: number | undefined,
  wording: Wording,
  steady: Steady,
): readonly string[] {
  const own = uploads.filter(({ importing }) => importing === undefined);
  const open = own.filter((upload) => upload.phase !== 'failed' && !isSealed(upload));
  if (open.length === 0) return [];
  const sum = (of: (upload: UploadState) => number, all = own): number => all.reduce((n, each) => n + of(each), 0);
  const { locale } = wording;
  const size = (of: (upload: UploadState) => number): string => formatBytes(sum(of), locale);
  const amount = { sent: size(({ sent }) => sent), total: size(({ total }) => total) };
  const figures = [formatPercent(shareOfAll(uploads), locale), wording.say('amount', amount)];
  const going = open.filter((upload) => upload.phase === 'uploading' || isElsewhere(upload));
  if (going.length === 0) {
    steady.forget();
    return [...figures, ...standstill(open, wording)];
  }
  // The last byte of each is only counted once the store has said that it has all.
  const left = sum(({ total, sent }) => Math.max(0, total - sent - 1), open);
  if (left === 0) return [...figures, wording.say('finishing')];
  if (speed === undefined || speed <= 0) return figures;
  const seconds = steady.left(left / speed);
  return [...figures, formatSpeed(steady.speed(speed), locale), leftText(seconds, wording)];
}

/** What they wait for, where none of them goes on. */
function standstill(open: readonly UploadState[], wording: Wording): readonly string[] {
  const waiting = open.flatMap((upload) => (upload.phase === 'waiting' && !isSafe(upload) ? [upload.reason] : []));
  const [reason] = waiting;
  if (reason !== undefined) {
    const same = waiting.every((each) => each === reason);
    return [wording.say(same ? `reason.${reason}` : 'phase.waiting')];
  }
  return open.every(({ phase }) => phase === 'paused') ? [wording.say('phase.paused')] : [];
}

import { formatClock } from './times.js';

/** A film of less is told in tenths: whole seconds would all sound the same. */
const TENTHS_BELOW_SECONDS = 60;
/** What an arrow key moves in the longest film, as a share of it; in a short one so much that it sounds different. */
const STEP_SHARE = 1 / 500;
const TENTH_SECONDS = 0.1;

/** A moment in a film of this length: `1:02:03`, `0:07`, `0:07.4`. */
export function momentText(seconds: number, length: number): string {
  if (length >= TENTHS_BELOW_SECONDS) return formatClock(seconds);
  const tenths = Math.floor(seconds * 10 + 1e-6);
  return `0:${String(Math.floor(tenths / 10)).padStart(2, '0')}.${tenths % 10}`;
}

export const stepOf = (length: number): number => Math.max(TENTH_SECONDS, length * STEP_SHARE);

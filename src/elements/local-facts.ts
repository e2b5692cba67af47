import type { ErrorDetail } from '../engine/error.js';
import type { LocalFacts } from '../engine/inspection.js';
import { formatClock } from './times.js';
import type { Wording } from './wording.js';

/** Names of sizes, by the longer and the shorter side of the picture in pixels. */
const SIZES: readonly (readonly [name: string, longer: number, shorter: number])[] = [
  ['8K', 7680, 4320],
  ['4K', 3840, 2160],
  ['1440p', 2560, 1440],
  ['1080p', 1920, 1080],
  ['720p', 1280, 720],
];
/** A picture that was cut a little is still called so. */
const NEARLY = 0.95;
/** From here on a picture moves more smoothly than most. */
const SMOOTH = 48;

/** `1080p`, `4K60 HDR`, `2:31`, as far as the file's own header tells; or that it could not be read. */
export function localWords(local: LocalFacts | undefined, wording: Wording): readonly string[] {
  const { width, height, frameRate = 0, duration = 0, hdr, unrecognised } = local ?? {};
  if (unrecognised) return [wording.say('unrecognised')];
  const smooth = frameRate >= SMOOTH ? Math.round(frameRate) : '';
  const picture = width && height ? `${sizeOf(width, height)}${smooth}${hdr ? ' HDR' : ''}` : '';
  return [picture, duration > 0 ? formatClock(Math.max(1, duration)) : ''].filter(Boolean);
}

function sizeOf(width: number, height: number): string {
  const [longer, shorter] = [Math.max(width, height), Math.min(width, height)];
  const [name] = SIZES.find(([, long, short]) => longer >= long * NEARLY || shorter >= short * NEARLY) ?? [];
  return name ?? `${shorter}p`;
}

/** What a text says of lengths of time, in seconds, as players write it. */
export const clocks = (values: ErrorDetail['values'] = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, formatClock(Number(value))]));

import type { Media, MediaReport } from '../engine/media.js';
import { formatBytes } from './numbers.js';
import { formatClock } from './times.js';
import type { Wording } from './wording.js';

/** VOD's status in words; a value that we do not know in VOD's own spelling. */
export function mediaStatusText({ status, rawStatus }: MediaReport, wording: Wording): string {
  if (status !== 'unknown') return wording.say(`status.${status}`);
  return rawStatus === '' ? wording.say('status.unknown') : wording.say('unknown-status', { status: rawStatus });
}

const formats = new Map<string, Intl.NumberFormat>();

/** `Intl.NumberFormat` is slow to make, and a page may have a thousand rows. */
function digits(locale: string): Intl.NumberFormat {
  const made = formats.get(locale) ?? new Intl.NumberFormat(locale, { useGrouping: false });
  formats.set(locale, made);
  return made;
}

type Facts = Pick<Partial<Media>, 'duration' | 'width' | 'height' | 'videoCodec' | 'audioCodec' | 'size'>;

/** `0:02`, `1280 × 720`, `H264, AAC`, `1.4 MB`, as far as it is known. */
export function factsOf(facts: Facts, { locale }: Wording): readonly string[] {
  const { duration = 0, width, height, videoCodec, audioCodec, size = 0 } = facts;
  const number = digits(locale);
  const codecs = [videoCodec, audioCodec].filter((codec) => codec !== undefined && codec !== '');
  return [
    duration > 0 ? formatClock(duration) : '',
    width && height ? `${number.format(width)} × ${number.format(height)}` : '',
    codecs.map((codec) => codec?.toUpperCase()).join(', '),
    size > 0 ? formatBytes(size, locale) : '',
  ].filter(Boolean);
}

import type { Media, MediaReport, PlayStream } from '../engine/media.js';
import { formatBytes } from './numbers.js';
import { formatClock } from './times.js';
import type { Wording } from './wording.js';

/** VOD's status in words; a value that we do not know in VOD's own spelling. */
export function mediaStatusText({ status, rawStatus }: MediaReport, wording: Wording): string {
  if (status !== 'unknown') return wording.say(`status.${status}`);
  return rawStatus === '' ? wording.say('status.unknown') : wording.say('unknown-status', { status: rawStatus });
}

/** `0:02`, `1280 × 720`, `H264, AAC`, `1.4 MB`, as far as it is known. */
export function factsOf(media: Partial<Media>, { locale }: Wording): readonly string[] {
  const { duration, width, height, videoCodec, audioCodec, size } = media;
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  const codecs = [videoCodec, audioCodec].filter((codec) => codec !== undefined && codec !== '');
  return [
    duration !== undefined && duration > 0 ? formatClock(duration) : '',
    width && height ? `${number.format(width)} × ${number.format(height)}` : '',
    codecs.map((codec) => codec?.toUpperCase()).join(', '),
    size !== undefined && size > 0 ? formatBytes(size, locale) : '',
  ].filter(Boolean);
}

/** `HD · MP4 · 1280 × 720 · 1.4 MB`. */
export function streamText(stream: PlayStream, wording: Wording): string {
  const { definition, format, width, height, size, encrypted } = stream;
  const facts = factsOf({ ...(width && { width }), ...(height && { height }), ...(size && { size }) }, wording);
  const kept = [definition, format?.toUpperCase(), ...facts, encrypted ? wording.say('encrypted') : undefined];
  return kept.filter((fact) => fact !== undefined && fact !== '').join(' · ');
}

/** An archived one plays only after it was restored; `undefined` for what is kept as usual. */
export function storageText({ storageClass, restoreStatus }: Partial<Media>, wording: Wording): string | undefined {
  if (storageClass === undefined || storageClass === 'Standard') return undefined;
  const state = restoreStatus?.toLowerCase();
  const known = state === 'processing' || state === 'success' || state === 'failed';
  const kept = wording.say('storage-class', { name: storageClass });
  return known ? `${kept}, ${wording.say(`restore.${state}`)}` : kept;
}

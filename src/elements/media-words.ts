import type { UploadError } from '../engine/error.js';
import type { Media, MediaReport, MediaStatus, PlayStream } from '../engine/media.js';
import type { WaitReason } from '../engine/state.js';
import { factsOf } from './media-facts.js';
import { englishMedia } from '../words/en/media.js';
import type { Wording } from './wording.js';

const FAILED = ['upload-failed', 'transcode-failed', 'produce-failed', 'blocked', 'missing', 'forbidden'] as const;
type Failed = (typeof FAILED)[number];

export const hasFailed = (status: MediaStatus): status is Failed => (FAILED as readonly string[]).includes(status);

/** Why there is nothing to play, where VOD says that there will be nothing. */
export const reasonText = ({ status }: MediaReport, wording: Wording): string | undefined =>
  hasFailed(status) ? wording.say(`why.${status}`) : undefined;

const isKnown = (key: string): key is keyof typeof englishMedia => Object.hasOwn(englishMedia, key);

/** `HD`, `MP4`, `1280 × 720`, `1.4 MB`; the definition in words where its letters say nothing. */
export function streamFacts(stream: PlayStream, wording: Wording): readonly string[] {
  const { definition = '', format = '', encrypted } = stream;
  const key = `definition.${definition.toLowerCase()}`;
  const facts = factsOf({ ...stream, duration: 0 }, wording);
  const words = [
    isKnown(key) ? wording.say(key) : definition,
    format.toUpperCase(),
    ...facts,
    encrypted ? wording.say('encrypted') : '',
  ];
  return words.filter(Boolean);
}

/** Where it is kept, when that is not the usual place: an archived one plays only after it was restored. */
export function storageText(media: Media, wording: Wording): string | undefined {
  const { storageClass = 'Standard', restoreStatus = '', restoreExpiration } = media;
  if (storageClass.toLowerCase() === 'standard') return undefined;
  const key = `storage.${storageClass.toLowerCase()}`;
  const storage = isKnown(key) ? wording.say(key) : wording.say('storage-class', { name: storageClass });
  const state = restoreStatus.toLowerCase();
  if (state === 'success' && restoreExpiration !== undefined) {
    return wording.say('restore.until', { storage, date: dateText(restoreExpiration, wording) });
  }
  const restored = `restore.${state}`;
  return isKnown(restored) ? wording.say(restored, { storage }) : storage;
}

/** As it is written where it is no date. */
function dateText(written: string, { locale }: Wording): string {
  const date = new Date(written);
  return Number.isNaN(date.getTime())
    ? written
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** Why nothing is known of it (any more), and what to do. */
export function troubleText(trouble: WaitReason | UploadError, wording: Wording): string {
  if (trouble === 'sign-in') return wording.say('look.sign-in');
  if (typeof trouble === 'string') return wording.say(`reason.${trouble}`);
  const key = `look.${trouble.code.replace(/^backend-/, '')}`;
  return wording.say(isKnown(key) ? key : 'look.failed');
}

import type { Fingerprint } from './checkpoint.js';
import { UploadError } from './error.js';
import type { Hasher } from './ports.js';

/** From the head, the middle and the tail each. */
const SAMPLE_BYTES = 64 * 1024;

/** Head, middle and tail; the whole of a small file. */
function sampleOf(file: Blob): Blob {
  if (file.size <= SAMPLE_BYTES * 3) return file;
  const middle = Math.floor((file.size - SAMPLE_BYTES) / 2);
  const at = [0, middle, file.size - SAMPLE_BYTES];
  return new Blob(at.map((start) => file.slice(start, start + SAMPLE_BYTES)));
}

/** What tells this file from another. The sample is left out where nothing can hash it. */
export async function fingerprintOf(file: File, hasher: Hasher, signal: AbortSignal): Promise<Fingerprint> {
  const { name, size, lastModified, type } = file;
  const sample = await hasher.md5(sampleOf(file), { signal }).catch(() => undefined);
  signal.throwIfAborted();
  return { name, size, lastModified, type, ...(sample !== undefined && { sample }) };
}

/** Is it the very file? A changed one has another date even where the sample does not show it. */
export function isSame(a: Fingerprint, b: Fingerprint): boolean {
  if (a.size !== b.size || a.lastModified !== b.lastModified) return false;
  return a.sample === undefined || b.sample === undefined ? a.name === b.name : a.sample === b.sample;
}

/**
 * Not every browser notices that a file on disk became another one while it was read (Firefox does not), and then the
 * parts are of both. One that cannot be read any more has been read to its end: it may be gone now.
 */
export async function assertUnchanged(
  file: File,
  known: Fingerprint,
  hasher: Hasher,
  signal: AbortSignal,
): Promise<void> {
  const { sample } = await fingerprintOf(file, hasher, signal);
  if (sample === undefined || known.sample === undefined || sample === known.sample) return;
  const { name } = file;
  throw new UploadError('file-changed', `${name} is not what it was when it was begun`, { values: { name } });
}

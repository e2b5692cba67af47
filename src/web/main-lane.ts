import { md5 } from '@noble/hashes/legacy.js';
import { UploadError } from '../engine/error.js';
import { digestOf, slices, Unreadable } from './digest-blob.js';
import type { Lane } from './worker-lane.js';

/** A few milliseconds of hashing; reading the next piece lets the page breathe in between. */
const PIECE_BYTES = 256 * 2 ** 10;

/** Hashing on the page's own thread, where no worker is allowed. */
export const mainLane: Lane = {
  async md5(blob, signal) {
    try {
      return await digestOf(slices(blob, PIECE_BYTES), md5.create(), () => signal.throwIfAborted());
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      throw new UploadError('file-unreadable', error.message, {}, { cause: error });
    }
  },
  close() {},
};

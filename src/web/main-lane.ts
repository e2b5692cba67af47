import { md5 } from '@noble/hashes/legacy.js';
import { digestOf, slices, Unreadable } from './digest-blob.js';
import { type Lane, unreadable } from './worker-lane.js';

/** A few milliseconds of hashing; reading the next piece lets the page breathe in between. */
const PIECE_BYTES = 256 * 2 ** 10;

/** Hashing on the page's own thread, where no worker is allowed. */
export const mainLane: Lane = {
  async md5(blob, signal) {
    try {
      return await digestOf(slices(blob, PIECE_BYTES), md5.create(), () => signal.throwIfAborted());
    } catch (error) {
      throw error instanceof Unreadable ? unreadable(error.message, error) : error;
    }
  },
  close() {},
};

import { UploadError } from '../engine/error.js';
import type { ObjectStore, StoredPart } from '../engine/ports.js';
import type { Call } from './calls.js';
import { isHtml, unreadable } from './errors.js';
import type { Exchange } from './exchange.js';
import { readLook, readParts, readReceipt, readSeal, readUploadId } from './replies.js';

const MAX_PARTS = 10_000;

/** The port that the engine knows, over any way of exchanging calls with OSS. `now` is wall time in ms. */
export function createObjectStore(exchange: Exchange, now: () => number): ObjectStore {
  return {
    async open(target, { contentType, ...options }) {
      const call: Call = { operation: 'InitiateMultipartUpload', contentType };
      return readUploadId(call, await exchange(target, call, options), now());
    },

    async put(target, uploadId, part, options) {
      const call: Call = { operation: 'UploadPart', uploadId, ...part };
      return readReceipt(call, await exchange(target, call, options), now());
    },

    async list(target, uploadId, options) {
      const all: StoredPart[] = [];
      for (let marker = 0; ;) {
        const call: Call = { operation: 'ListParts', uploadId, marker };
        const reply = await exchange(target, call, options);
        const { parts, next } = readParts(call, reply, now());
        all.push(...parts);
        if (next === undefined) return all.sort((a, b) => a.n - b.n);
        // Every page moves on, so that paging ends whatever the server says.
        if (next <= marker || next > MAX_PARTS) throw unreadable(call, reply);
        marker = next;
      }
    },

    async seal(target, uploadId, parts, options) {
      const call: Call = { operation: 'CompleteMultipartUpload', uploadId, parts };
      return readSeal(call, await exchange(target, call, options), now());
    },

    async look(target, options) {
      const call: Call = { operation: 'HeadObject' };
      try {
        return readLook(call, await exchange(target, call, options), now());
      } catch (error) {
        // By status alone: CORS usually hides the header that would say more.
        if (hasStatus(error, 404, 'storage-refused')) return { found: 'absent' };
        if (hasStatus(error, 403, 'storage-refused')) return { found: 'refused' };
        throw error;
      }
    },

    async discard(target, uploadId, options) {
      const call: Call = { operation: 'AbortMultipartUpload', uploadId };
      try {
        const reply = await exchange(target, call, options);
        // Nothing was thrown away by the login page of a network.
        if (isHtml(reply)) throw unreadable(call, reply);
      } catch (error) {
        if (!hasStatus(error, 404)) throw error;
      }
    },

    async write(target, object, options) {
      const call: Call = { operation: 'PutObject', ...object };
      return readReceipt(call, await exchange(target, call, options), now());
    },
  };
}

const hasStatus = (error: unknown, status: number, code?: UploadError['code']): boolean =>
  error instanceof UploadError && error.detail.status === status && (code === undefined || error.code === code);

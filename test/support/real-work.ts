import { createHash, createHmac } from 'node:crypto';

/**
 * Work that takes real time in Node (threads of Web Crypto and of Blobs) is what makes virtual time uncertain: it is
 * either done at once here, or counted, so that virtual time stands still until it is over.
 */
let underWay = 0;

export const counted = <T>(work: Promise<T>): Promise<T> => {
  underWay += 1;
  return work.finally(() => (underWay -= 1));
};

/** Resolves when nothing is left to do but what waits for time to pass. */
export async function quiet(): Promise<void> {
  for (let turns = 0; turns < 2; turns = underWay === 0 ? turns + 1 : 0) await new Promise(setImmediate);
}

interface ImportedKey {
  readonly bytes: BufferSource;
  readonly hash: string;
}

const nodeName = (hash: string): string => hash.replace('-', '').toLowerCase();
const view = (data: BufferSource): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
const owned = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

const prompt = {
  digest: async (hash: string, data: BufferSource) => owned(createHash(nodeName(hash)).update(view(data)).digest()),
  importKey: async (_: string, bytes: BufferSource, { hash }: { hash: string }): Promise<ImportedKey> => ({
    bytes,
    hash,
  }),
  sign: async (_: string, { bytes, hash }: ImportedKey, data: BufferSource) =>
    owned(createHmac(nodeName(hash), view(bytes)).update(view(data)).digest()),
};

/** For the whole test file; undone by the function that comes back. */
export function makeWorkPrompt(): () => void {
  const { subtle } = globalThis.crypto;
  const { arrayBuffer } = Blob.prototype;
  Object.defineProperty(globalThis.crypto, 'subtle', { configurable: true, value: prompt });
  Blob.prototype.arrayBuffer = function (this: Blob) {
    return counted(arrayBuffer.call(this));
  };
  return () => {
    Object.defineProperty(globalThis.crypto, 'subtle', { configurable: true, value: subtle });
    Blob.prototype.arrayBuffer = arrayBuffer;
  };
}

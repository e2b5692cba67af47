import { createCRC64, createMD5, type IHasher } from 'hash-wasm';

interface Digests {
  readonly md5: Uint8Array;
  readonly crc64: bigint;
}

/** Takes bytes as they come and keeps none of them. */
export interface Digest {
  update(chunk: Uint8Array): void;
  finish(): Digests;
}

export type OpenDigest = () => Promise<Digest>;

interface Hashers {
  readonly md5: IHasher;
  readonly crc64: IHasher;
}

// Each pair is a WebAssembly memory of its own; a body that breaks off leaves its pair to the garbage collector.
const idle: Hashers[] = [];

/** MD5 and CRC-64/XZ in WebAssembly, in Node and in a page alike. */
export const openDigest: OpenDigest = async () => {
  const hashers = idle.pop() ?? (await createHashers());
  const { md5, crc64 } = hashers;
  md5.init();
  crc64.init();
  return {
    update(chunk) {
      md5.update(chunk);
      crc64.update(chunk);
    },
    finish() {
      const digests = { md5: md5.digest('binary'), crc64: BigInt(`0x${crc64.digest('hex')}`) };
      idle.push(hashers);
      return digests;
    },
  };
};

async function createHashers(): Promise<Hashers> {
  const [md5, crc64] = await Promise.all([createMD5(), createCRC64()]);
  return { md5, crc64 };
}

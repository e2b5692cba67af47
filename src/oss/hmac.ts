/** The three primitives that OSS signatures are made of. */
export interface Hashes {
  sha256(data: Uint8Array): Promise<Uint8Array>;
  hmacSha1(key: Uint8Array, data: Uint8Array): Promise<Uint8Array>;
  hmacSha256(key: Uint8Array, data: Uint8Array): Promise<Uint8Array>;
}

/** The browser's own implementation, synchronous to load; only there in a secure context. */
export function subtleHashes(subtle: SubtleCrypto): Hashes {
  const hmac = async (hash: string, key: Uint8Array, data: Uint8Array): Promise<Uint8Array> => {
    const imported = await subtle.importKey('raw', owned(key), { name: 'HMAC', hash }, false, ['sign']);
    return new Uint8Array(await subtle.sign('HMAC', imported, owned(data)));
  };
  return {
    sha256: async (data) => new Uint8Array(await subtle.digest('SHA-256', owned(data))),
    hmacSha1: (key, data) => hmac('SHA-1', key, data),
    hmacSha256: (key, data) => hmac('SHA-256', key, data),
  };
}

/** Plain JavaScript, loaded when first needed: for pages on `http://` that are not localhost. */
export async function nobleHashes(): Promise<Hashes> {
  const [{ hmac }, { sha256 }, { sha1 }] = await Promise.all([
    import('@noble/hashes/hmac.js'),
    import('@noble/hashes/sha2.js'),
    import('@noble/hashes/legacy.js'),
  ]);
  return {
    sha256: (data) => Promise.resolve(sha256(data)),
    hmacSha1: (key, data) => Promise.resolve(hmac(sha1, key, data)),
    hmacSha256: (key, data) => Promise.resolve(hmac(sha256, key, data)),
  };
}

let chosen: Promise<Hashes> | undefined;

/** The best implementation that this page may use. A load that failed is tried again at the next call. */
export function hashes(): Promise<Hashes> {
  chosen ??= choose().catch((error: unknown) => {
    chosen = undefined;
    throw error;
  });
  return chosen;
}

async function choose(): Promise<Hashes> {
  // Typed as always there, but absent outside a secure context.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return subtle ? subtleHashes(subtle) : nobleHashes();
}

// Web Crypto's types take no view of a SharedArrayBuffer; every caller here owns its bytes.
const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Lower case. */
export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

import { hex } from '../oss/hmac.js';

/** `bytes` random bytes as lower-case hex. */
export const randomHex = (bytes: number): string => hex(crypto.getRandomValues(new Uint8Array(bytes)));

/** In the form of OSS's own: 24 upper-case hex digits. */
export const ossRequestId = (): string => randomHex(12).toUpperCase();

/** In the form of the API's own: an upper-case UUID. */
export const apiRequestId = (): string => crypto.randomUUID().toUpperCase();

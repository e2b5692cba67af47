/** 128 random bits in hex. `crypto.randomUUID` exists in secure contexts only; this works on plain http too. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

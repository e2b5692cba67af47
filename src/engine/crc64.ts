/**
 * CRC-64/XZ ("ECMA-182" as OSS uses it): the checksum of a whole from those of its parts, so that no byte is read
 * twice. Works on unsigned 64-bit numbers, because the header's decimals do not fit a double: each stands for a
 * polynomial over GF(2), the coefficient of x⁰ in its highest bit.
 */
const POLYNOMIAL = 0xc96c5795d7870f42n;
const ONE = 1n << 63n;
const X = ONE >> 1n;

/** Modulo the polynomial, as all here. */
function product(a: bigint, b: bigint): bigint {
  let sum = 0n;
  for (let bit = ONE, shifted = b; bit !== 0n; bit >>= 1n) {
    if (a & bit) sum ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ POLYNOMIAL : shifted >> 1n;
  }
  return sum;
}

const squared = (a: bigint): bigint => product(a, a);

/** x^(8 · 2^k): by that 2^k zero bytes multiply a checksum; as many as were asked for. */
const powers: bigint[] = [squared(squared(squared(X)))];

/** By what `length` zero bytes multiply; parts of one size ask for the same again and again. */
function zeroBytes(known: Map<number, bigint>, length: number): bigint {
  const before = known.get(length);
  if (before !== undefined) return before;
  let power = ONE;
  for (let rest = length, k = 0; rest > 0; rest = Math.floor(rest / 2), k += 1) {
    const next = (powers[k] ??= squared(powers[k - 1]!));
    if (rest % 2 === 1) power = product(next, power);
  }
  known.set(length, power);
  return power;
}

/** The unsigned decimal checksum of the parts in this order; `crc64` as the store sent it, `size` in bytes. */
export function combineCrc64(parts: readonly { readonly crc64: string; readonly size: number }[]): string {
  const known = new Map<number, bigint>();
  let whole = 0n;
  for (const { crc64, size } of parts) whole = product(zeroBytes(known, size), whole) ^ BigInt(crc64);
  return whole.toString();
}

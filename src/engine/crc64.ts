/**
 * CRC-64/XZ ("ECMA-182" as OSS uses it): the checksum of a whole from those of its parts, so that no byte is read
 * twice. Works on unsigned 64-bit numbers, because the header's decimals do not fit a double.
 */
const POLYNOMIAL = 0xc96c5795d7870f42n;
const BITS = 64;

/** A linear map on 64-bit vectors: the images of the single bits. */
type Operator = readonly bigint[];

function apply(operator: Operator, vector: bigint): bigint {
  let sum = 0n;
  for (let bit = 0, rest = vector; rest !== 0n; bit += 1, rest >>= 1n) if (rest & 1n) sum ^= operator[bit]!;
  return sum;
}

const compose = (outer: Operator, inner: Operator): Operator => inner.map((image) => apply(outer, image));

/** What one zero bit does to a checksum. */
const ONE_BIT: Operator = Array.from({ length: BITS }, (_, bit) => (bit === 0 ? POLYNOMIAL : 1n << BigInt(bit - 1)));

const squared = (operator: Operator): Operator => compose(operator, operator);

/** What 2^k zero bytes do; as many as were asked for. */
const powers: Operator[] = [squared(squared(squared(ONE_BIT)))];

/** What `length` zero bytes do; parts of one size ask for the same again and again. */
function zeroBytes(known: Map<number, Operator>, length: number): Operator {
  const before = known.get(length);
  if (before !== undefined) return before;
  let operator: Operator | undefined;
  for (let rest = length, k = 0; rest > 0; rest = Math.floor(rest / 2), k += 1) {
    const power = (powers[k] ??= squared(powers[k - 1]!));
    if (rest % 2 === 1) operator = operator === undefined ? power : compose(power, operator);
  }
  const made = operator ?? Array.from({ length: BITS }, (_, bit) => 1n << BigInt(bit));
  known.set(length, made);
  return made;
}

/** The unsigned decimal checksum of the parts in this order; `crc64` as the store sent it, `size` in bytes. */
export function combineCrc64(parts: readonly { readonly crc64: string; readonly size: number }[]): string {
  const known = new Map<number, Operator>();
  let whole = 0n;
  for (const { crc64, size } of parts) whole = apply(zeroBytes(known, size), whole) ^ BigInt(crc64);
  return whole.toString();
}

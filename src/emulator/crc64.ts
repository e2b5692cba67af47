// CRC-64/XZ in its reflected form, by linear maps: another method than the page's, so that its proof does not rest on the
// same lines as what it is compared with.
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

/** What so many zero bytes do: the same sizes are asked for again and again. */
const known = new Map<number, Operator>();
const MOST_KNOWN = 1_000;

function zeroBytes(length: number): Operator {
  const before = known.get(length);
  if (before !== undefined) return before;
  let operator: Operator | undefined;
  for (let rest = length, k = 0; rest > 0; rest = Math.floor(rest / 2), k += 1) {
    const power = (powers[k] ??= squared(powers[k - 1]!));
    if (rest % 2 === 1) operator = operator === undefined ? power : compose(power, operator);
  }
  const made = operator ?? Array.from({ length: BITS }, (_, bit) => 1n << BigInt(bit));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(length, made);
  return made;
}

interface Checked {
  readonly crc64: bigint;
  /** Bytes. */
  readonly size: number;
}

/** The CRC of all blocks one after the other, from the CRC of each. */
export function combineCrc64(blocks: Iterable<Checked>): bigint {
  let whole = 0n;
  for (const { crc64, size } of blocks) whole = apply(zeroBytes(size), whole) ^ crc64;
  return whole;
}

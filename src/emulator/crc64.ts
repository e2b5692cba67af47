// CRC-64/XZ in its reflected form. Source of the method: polynomial multiplication modulo P, as zlib combines CRC-32.
const POLYNOMIAL = 0xc96c5795d7870f42n;
const TOP = 1n << 63n;

/** a·b modulo the polynomial; bit 63 stands for x⁰. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n;
  for (let bit = TOP, factor = b; bit > 0n; bit >>= 1n) {
    if (a & bit) product ^= factor;
    factor = factor & 1n ? (factor >> 1n) ^ POLYNOMIAL : factor >> 1n;
  }
  return product;
}

// x to the power of 2^k, grown on demand; [0] is x itself
const powers = [TOP >> 1n];

/** x^(8·bytes): what `bytes` zero bytes do to a CRC. */
function shift(bytes: number): bigint {
  let result = TOP;
  for (let rest = BigInt(bytes) * 8n, k = 0; rest > 0n; rest >>= 1n, k++) {
    powers[k] ??= multiply(powers[k - 1] as bigint, powers[k - 1] as bigint);
    if (rest & 1n) result = multiply(powers[k] as bigint, result);
  }
  return result;
}

interface Checked {
  readonly crc64: bigint;
  /** Bytes. */
  readonly size: number;
}

/** The CRC of all blocks one after the other, from the CRC of each. Equal sizes cost one multiplication apiece. */
export function combineCrc64(blocks: Iterable<Checked>): bigint {
  const shifts = new Map<number, bigint>();
  let crc = 0n;
  for (const { crc64, size } of blocks) {
    let by = shifts.get(size);
    if (by === undefined) shifts.set(size, (by = shift(size)));
    crc = multiply(by, crc) ^ crc64;
  }
  return crc;
}

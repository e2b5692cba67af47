/** A font in which every sign is a block of the same size: text looks the same on every machine. */
const UNITS = 1000;
const [ASCENT, DESCENT, SIDE] = [900, 250, 500];

const bytes = (...values: readonly number[]): number[] => values.flatMap((value) => [(value >> 8) & 255, value & 255]);
const long = (value: number): number[] => bytes(value >>> 16, value & 0xffff);

/** A square of four points as wide as a sign: at even sizes all its edges fall between pixels. */
const BLOCK = [
  ...bytes(1, 0, 0, SIDE, SIDE, 3, 0),
  ...[1, 1, 1, 1],
  // From each point to the next: up, to the right, down
  ...bytes(0, 0, SIDE, 0),
  ...bytes(0, SIDE, 0, 0x10000 - SIDE),
];

/** Signs of the whole of Unicode to one shape (cmap's format 13), but for the blanks. */
const RANGES = [
  [0x20, 0x20, 2],
  [0x21, 0x9f, 1],
  [0xa0, 0xa0, 2],
  [0xa1, 0x10ffff, 1],
] as const;

function tables(): Record<string, number[]> {
  const groups = RANGES.flatMap((range) => range.flatMap(long));
  const glyphs = [...BLOCK, ...Array<number>((4 - (BLOCK.length % 4)) % 4).fill(0)];
  const name = [...'Block'].flatMap((sign) => bytes(sign.charCodeAt(0)));
  return {
    'OS/2': [
      ...bytes(4, SIDE, 400, 5, 0),
      ...bytes(650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
      ...Array<number>(10).fill(0),
      ...long(0).concat(long(0), long(0), long(0)),
      ...[66, 76, 79, 75],
      ...bytes(0x40, 0x20, 0xffff, ASCENT, 0x10000 - DESCENT, 0, ASCENT, DESCENT),
      ...long(0).concat(long(0)),
      ...bytes(500, 650, 0, 0x20, 0),
    ],
    cmap: [
      ...bytes(0, 1, 3, 10),
      ...long(12),
      ...bytes(13, 0),
      ...long(16 + groups.length),
      ...long(0),
      ...long(RANGES.length),
      ...groups,
    ],
    glyf: glyphs,
    head: [
      ...long(0x00010000),
      ...long(0x00010000),
      ...long(0),
      ...long(0x5f0f3cf5),
      ...bytes(0, UNITS),
      ...Array<number>(16).fill(0),
      ...bytes(0, 0, SIDE, SIDE, 0, 8, 2, 1, 0),
    ],
    hhea: [...long(0x00010000), ...bytes(ASCENT, 0x10000 - DESCENT, 0, SIDE, 0, 0, SIDE, 1, 0, 0, 0, 0, 0, 0, 0, 3)],
    hmtx: bytes(SIDE, 0, SIDE, 0, SIDE, 0),
    // Nothing, a block, a blank
    loca: [0, 0, glyphs.length, glyphs.length].flatMap(long),
    maxp: [...long(0x00010000), ...bytes(3, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)],
    name: [
      ...bytes(0, 4, 6 + 4 * 12),
      ...[1, 2, 4, 6].flatMap((id) => bytes(3, 1, 0x409, id, name.length, 0)),
      ...name,
    ],
    post: [...long(0x00030000), ...long(0), ...bytes(0, 50), ...Array<number>(20).fill(0)],
  };
}

function checksum(data: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4)
    sum = (sum + (((data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!) >>> 0)) >>> 0;
  return sum;
}

const padded = (data: readonly number[]): number[] => [...data, ...Array<number>((4 - (data.length % 4)) % 4).fill(0)];

/** As a TrueType file. */
export function blockFont(): Uint8Array {
  const all = Object.entries(tables());
  let offset = 12 + 16 * all.length;
  const power = 2 ** Math.floor(Math.log2(all.length));
  const header = [...long(0x00010000), ...bytes(all.length, power * 16, Math.log2(power), (all.length - power) * 16)];
  const body: number[] = [];
  for (const [tag, data] of all) {
    const whole = padded(data);
    header.push(
      ...[...tag].map((sign) => sign.charCodeAt(0)),
      ...long(checksum(whole)),
      ...long(offset),
      ...long(data.length),
    );
    body.push(...whole);
    offset += whole.length;
  }
  return Uint8Array.from([...header, ...body]);
}

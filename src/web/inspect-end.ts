import type { Bytes } from './inspect-bytes.js';
import type { Family } from './inspect-signature.js';

/** Top-level boxes that are looked at: a film in fragments has thousands. */
const MOST_BOXES = 200;
/** Some writers count a header or a padding byte wrongly. */
const SLACK_BYTES = 16;

/** Whether the file says of itself that it is longer than it is, or lacks what players need first. */
export async function isCutOff(family: Family, bytes: Bytes): Promise<boolean> {
  switch (family) {
    case 'isobmff':
      return isCutOffIsobmff(bytes);
    case 'matroska':
      return isCutOffMatroska(bytes);
    case 'avi':
    case 'wav':
      return isCutOffRiff(bytes);
    default:
      return false;
  }
}

const name = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

/** ISO 14496-12, 4.2: boxes one behind the other. Without `moov`, or fragments, no player knows what is in `mdat`. */
async function isCutOffIsobmff(bytes: Bytes): Promise<boolean> {
  let described = false;
  let at = 0;
  for (let boxes = 0; at + 8 <= bytes.size; boxes += 1) {
    if (boxes >= MOST_BOXES) return false;
    const header = await bytes.view(at, 16);
    const type = name(header, 4);
    const short = header.getUint32(0);
    // It goes on to the end of the file.
    if (short === 0) return !described && type !== 'moov';
    if (short === 1 && header.byteLength < 16) return true;
    const size = short === 1 ? Number(header.getBigUint64(8)) : short;
    // What follows the last box is none of ours, as long as there is all that is needed.
    if (size < 8 || !/^[\w ©-]{4}$/.test(type)) break;
    described ||= type === 'moov' || type === 'moof';
    if (at + size > bytes.size + SLACK_BYTES) return ['moov', 'mdat', 'moof'].includes(type) || !described;
    at += size;
  }
  return !described;
}

/** RFC 8794: an element is an id, a length and so much content. Those of a recording that is still made have none. */
async function isCutOffMatroska(bytes: Bytes): Promise<boolean> {
  const header = await bytes.view(4, 8);
  const head = vint(header, 0);
  if (head?.value === undefined) return false;
  const segmentAt = 4 + head.length + head.value;
  if (segmentAt + 12 > bytes.size) return true;
  const segment = await bytes.view(segmentAt, 12);
  if (segment.getUint32(0) !== 0x18538067) return false;
  const length = vint(segment, 4);
  if (length?.value === undefined) return false;
  return segmentAt + 4 + length.length + length.value > bytes.size + SLACK_BYTES;
}

/** A number of 1 to 8 bytes; without a value where it says "unknown". */
function vint(view: DataView, at: number): { length: number; value: number | undefined } | undefined {
  const first = view.getUint8(at);
  const length = Math.clz32(first) - 23;
  if (length > 8 || at + length > view.byteLength) return undefined;
  let value = first & (0xff >> length);
  let unknown = value === 0xff >> length;
  for (let i = 1; i < length; i += 1) {
    const next = view.getUint8(at + i);
    unknown &&= next === 0xff;
    value = value * 256 + next;
  }
  return { length, value: unknown ? undefined : value };
}

/** What was written while nobody knew how long it would become has a size of nought, or of nearly all there can be. */
async function isCutOffRiff(bytes: Bytes): Promise<boolean> {
  const header = await bytes.view(0, 8);
  const size = header.byteLength < 8 || name(header, 0) !== 'RIFF' ? 0 : header.getUint32(4, true);
  return size < 0x7fff_0000 && size + 8 > bytes.size + SLACK_BYTES;
}

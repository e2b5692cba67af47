/** How a file's first bytes are read: as far as any signature reaches. */
export const HEAD_BYTES = 4096;

/** Containers that are told apart here; a name within one does not tell of a mistake. */
export type Family =
  | 'isobmff'
  | 'matroska'
  | 'avi'
  | 'wav'
  | 'mp3'
  | 'flac'
  | 'ogg'
  | 'flv'
  | 'asf'
  | 'real'
  | 'mpeg'
  | 'gif'
  /** No video or audio at all, for certain. */
  | 'foreign'
  /** It only lists what would have to be sent with it. */
  | 'playlist';

export interface Signature {
  readonly family: Family;
  /** As people write it. */
  readonly name: string;
}

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** At the start of the file. Sources: the formats' own specifications; ISO 14496-12, RFC 9559, RIFF MCI. */
const STARTS: readonly (readonly [RegExp, Family, string])[] = [
  [/^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script)\b/i, 'foreign', 'HTML'],
  [/^(?:\xef\xbb\xbf)?\s*<svg\b/i, 'foreign', 'SVG'],
  [/^(?:\xef\xbb\xbf)?\s*<\?xml\b/i, 'foreign', 'XML'],
  [/^%PDF-/, 'foreign', 'PDF'],
  [/^PK\x03\x04/, 'foreign', 'ZIP'],
  [/^Rar!\x1a\x07/, 'foreign', 'RAR'],
  [/^7z\xbc\xaf\x27\x1c/, 'foreign', '7-Zip'],
  [/^\x1f\x8b\x08/, 'foreign', 'GZIP'],
  [/^\xff\xd8\xff/, 'foreign', 'JPEG'],
  [/^\x89PNG\r\n\x1a\n/, 'foreign', 'PNG'],
  [/^RIFF[^]{4}WEBP/, 'foreign', 'WebP'],
  [/^(?:II\*\0|MM\0\*)/, 'foreign', 'TIFF'],
  [/^8BPS\0\x01/, 'foreign', 'PSD'],
  [/^[^]{4}ftyp(?:heic|heix|mif1)/, 'foreign', 'HEIC'],
  [/^[^]{4}ftypavif/, 'foreign', 'AVIF'],
  [/^\x7fELF/, 'foreign', 'ELF'],
  [/^(?:\xef\xbb\xbf)?#EXTM3U/, 'playlist', 'M3U8'],
  [/^[^]{4}ftypqt {2}/, 'isobmff', 'MOV'],
  [/^[^]{4}ftyp3g/, 'isobmff', '3GP'],
  [/^[^]{4}ftypM4A/, 'isobmff', 'M4A'],
  [/^[^]{4}(?:ftyp|styp|moof|sidx)/, 'isobmff', 'MP4'],
  // QuickTime from before there was an ftyp
  [/^\0[^]{3}(?:moov|mdat|wide|free|skip|pnot)/, 'isobmff', 'MOV'],
  [/^\x1a\x45\xdf\xa3[^]{1,60}\x42\x82.webm/, 'matroska', 'WebM'],
  [/^\x1a\x45\xdf\xa3/, 'matroska', 'Matroska'],
  [/^RIFF[^]{4}AVI /, 'avi', 'AVI'],
  [/^(?:RIFF|RF64|BW64)[^]{4}WAVE/, 'wav', 'WAV'],
  [/^ID3[\x02-\x04]/, 'mp3', 'MP3'],
  [/^fLaC/, 'flac', 'FLAC'],
  [/^OggS/, 'ogg', 'Ogg'],
  [/^FLV\x01/, 'flv', 'FLV'],
  [/^\x30\x26\xb2\x75\x8e\x66\xcf\x11/, 'asf', 'Windows Media'],
  [/^(?:\.RMF|\.ra\xfd)/, 'real', 'RealMedia'],
  [/^\0\0\x01[\xba\xb3]/, 'mpeg', 'MPEG'],
  [/^(?:[^]{4})?\x47[^]{187,191}\x47[^]{187,191}\x47/, 'mpeg', 'MPEG-TS'],
  [/^GIF8[79]a/, 'gif', 'GIF'],
];

/** What the first bytes are, by signatures that nothing else has by chance. */
export function signatureOf(head: Uint8Array): Signature | undefined {
  const start = text(head.subarray(0, 600));
  const [, family, name] = STARTS.find(([pattern]) => pattern.test(start)) ?? [];
  return family === undefined || name === undefined ? undefined : { family, name };
}

const words = (list: string): readonly string[] => list.split(' ');

/** What an extension promises, where a file that begins otherwise is named wrongly. The others are used for anything. */
const PROMISED: Partial<Record<Family, readonly string[]>> = {
  isobmff: words('mp4 mov m4v m4a qt f4v 3gp mj2'),
  matroska: words('mkv webm'),
  avi: words('avi'),
  wav: words('wav'),
  mp3: words('mp3'),
  flac: words('flac'),
  ogg: words('ogg'),
  flv: words('flv f4v'),
  asf: words('wmv wma asf'),
  real: words('rm rmvb ra'),
  mpeg: words('ts mts m2t mpg mpeg mpe vob'),
  gif: words('gif'),
};

/** Whether the name of the file promises a container at all, and whether it may promise this one. */
export function promised(extension: string, family?: Family): 'nothing' | 'this' | 'another' {
  const families = (Object.keys(PROMISED) as Family[]).filter((each) => PROMISED[each]?.includes(extension));
  if (families.length === 0) return 'nothing';
  return family !== undefined && families.includes(family) ? 'this' : 'another';
}

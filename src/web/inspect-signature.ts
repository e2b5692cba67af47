/** How a file's first bytes are read: as far as any signature reaches. */
export const HEAD_BYTES = 1024;

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

/** Text, after a mark of byte order and white space. */
const WRITTEN: readonly (readonly [RegExp, Family, string])[] = [
  [/^<(?:!doctype\s+html|html|head|body|script)\b/i, 'foreign', 'HTML'],
  [/^<svg\b/i, 'foreign', 'SVG'],
  [/^<\?xml\b/i, 'foreign', 'XML'],
  [/^#EXTM3U/, 'playlist', 'M3U8'],
];

/** Bytes at the start of the file; `?` is any. By the formats' own specifications, such as ISO 14496-12 and RFC 9559. */
const STARTS: readonly (readonly [string, Family, string])[] = [
  ['%PDF-', 'foreign', 'PDF'],
  ['PK\x03\x04', 'foreign', 'ZIP'],
  ['Rar!\x1a\x07', 'foreign', 'RAR'],
  ['7z\xbc\xaf\x27\x1c', 'foreign', '7-Zip'],
  ['\x1f\x8b\x08', 'foreign', 'GZIP'],
  ['\xff\xd8\xff', 'foreign', 'JPEG'],
  ['\x89PNG\r\n\x1a\n', 'foreign', 'PNG'],
  ['RIFF????WEBP', 'foreign', 'WebP'],
  ['II*\0', 'foreign', 'TIFF'],
  ['MM\0*', 'foreign', 'TIFF'],
  ['8BPS\0\x01', 'foreign', 'PSD'],
  ['????ftypheic', 'foreign', 'HEIC'],
  ['????ftypheix', 'foreign', 'HEIC'],
  ['????ftypmif1', 'foreign', 'HEIC'],
  ['????ftypavif', 'foreign', 'AVIF'],
  ['\x7fELF', 'foreign', 'ELF'],
  ['????ftypqt  ', 'isobmff', 'MOV'],
  ['????ftyp3g', 'isobmff', '3GP'],
  ['????ftypM4A', 'isobmff', 'M4A'],
  ['????ftyp', 'isobmff', 'MP4'],
  ['????styp', 'isobmff', 'MP4'],
  ['\0???moof', 'isobmff', 'MP4'],
  ['\0???sidx', 'isobmff', 'MP4'],
  // QuickTime from before there was an ftyp
  ['\0???moov', 'isobmff', 'MOV'],
  ['\0???mdat', 'isobmff', 'MOV'],
  ['\0???wide', 'isobmff', 'MOV'],
  ['\0???free', 'isobmff', 'MOV'],
  ['\0???skip', 'isobmff', 'MOV'],
  ['\0???pnot', 'isobmff', 'MOV'],
  ['\x1a\x45\xdf\xa3', 'matroska', 'Matroska'],
  ['RIFF????AVI ', 'avi', 'AVI'],
  ['RIFF????WAVE', 'wav', 'WAV'],
  ['RF64????WAVE', 'wav', 'WAV'],
  ['ID3', 'mp3', 'MP3'],
  ['fLaC\0', 'flac', 'FLAC'],
  ['OggS\0', 'ogg', 'Ogg'],
  ['FLV\x01', 'flv', 'FLV'],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'asf', 'Windows Media'],
  ['.RMF', 'real', 'RealMedia'],
  ['.ra\xfd', 'real', 'RealMedia'],
  ['\0\0\x01\xba', 'mpeg', 'MPEG'],
  ['\0\0\x01\xb3', 'mpeg', 'MPEG'],
  ['GIF8', 'gif', 'GIF'],
];

/** What the first bytes are, by signatures that nothing else has by chance. */
export function signatureOf(head: Uint8Array): Signature | undefined {
  const start = text(head);
  const said = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  const [, family, name] =
    WRITTEN.find(([pattern]) => pattern.test(said)) ??
    STARTS.find(([bytes]) => [...bytes].every((byte, i) => byte === '?' || byte === start[i])) ??
    [];
  if (family === undefined || name === undefined)
    return isTransport(head) ? { family: 'mpeg', name: 'MPEG-TS' } : undefined;
  // RFC 9559: the DocType is among the first elements.
  return { family, name: family === 'matroska' && start.slice(0, 80).includes('webm') ? 'WebM' : name };
}

/** ISO 13818-1: a mark each 188 bytes, or 192 where each packet has its time in front. */
const isTransport = (head: Uint8Array): boolean =>
  [
    [0, 188],
    [4, 192],
  ].some(([first = 0, step = 0]) => [0, 1, 2, 3].every((n) => head[first + n * step] === 0x47));

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

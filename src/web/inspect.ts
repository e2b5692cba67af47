import { effectiveExtension } from '../engine/extension.js';
import type { Finding, Inspect, LocalFacts } from '../engine/inspection.js';
import { late } from '../engine/late.js';
import { Bytes } from './inspect-bytes.js';
import { isCutOff } from './inspect-end.js';
import { readMedia, type Read } from './inspect-media.js';
import { HEAD_BYTES, promised, signatureOf, type Family, type Signature } from './inspect-signature.js';

const loadReader = late(() => import('./inspect-reader.js'), import.meta.url);

/** What it reads; of the others nothing is known but their signature. */
const READABLE: readonly Family[] = ['isobmff', 'matroska', 'wav', 'mp3', 'flac'];

/** Chromium's word for a person who pays for each byte: nothing is loaded for them before it is needed. */
const savesData = (): boolean =>
  (globalThis.navigator as (Navigator & { connection?: { saveData?: boolean } }) | undefined)?.connection?.saveData ===
  true;

/** Loads ahead what most files need. */
export const preloadInspect = async (): Promise<unknown> => savesData() || loadReader();

/**
 * Looks at a file's first bytes, at where its end should be, and at what its header says: a few hundred KB of a film of any
 * size. Rejects where the file cannot be read; a reader that is not to be had only costs the facts.
 */
export const inspect: Inspect = async (file, { signal }) => {
  const bytes = new Bytes(file, signal);
  const head = await bytes.read(0, Math.min(bytes.size, HEAD_BYTES));
  const extension = effectiveExtension(file);
  const signature = signatureOf(head);
  if (signature === undefined) return unsigned(bytes, extension);
  const { family, name } = signature;
  if (family === 'playlist') return { local: {}, finding: { code: 'file-playlist' } };
  if (family === 'foreign') {
    // A film made of JPEGs, one behind the other
    if (name === 'JPEG' && promised(extension) === 'nothing') return undefined;
    return { local: {}, finding: { code: 'file-not-media', values: { kind: name } } };
  }
  const [cutOff, read] = await Promise.all([isCutOff(family, bytes), media(bytes, family)]);
  const local: LocalFacts = { container: name, ...read?.facts };
  const finding = findingOf(signature, { extension, cutOff, read });
  return { local, ...(finding && { finding }) };
};

async function media(bytes: Bytes, family: Family): Promise<Read | undefined> {
  if (!READABLE.includes(family)) return undefined;
  try {
    return await readMedia(bytes, (await loadReader()).reader, family === 'isobmff');
  } catch {
    // Its code may be missing, and what is broken may still play.
    return undefined;
  }
}

/** Only MP3 has no signature of its own; nothing else is read by guessing. */
async function unsigned(bytes: Bytes, extension: string) {
  // Of MPEG's streams some begin with anything.
  if (promised(extension) === 'nothing' || promised(extension, 'mpeg') === 'this') return undefined;
  if (extension !== 'mp3') return { local: { unrecognised: true } } as const;
  const { reader } = await loadReader();
  const read = await readMedia(bytes, reader, false);
  return { local: read === undefined ? ({ unrecognised: true } as const) : { container: 'MP3', ...read.facts } };
}

interface Seen {
  readonly extension: string;
  readonly cutOff: boolean;
  readonly read: Read | undefined;
}

/** The gravest first. */
function findingOf({ family, name }: Signature, { extension, cutOff, read }: Seen): Finding | undefined {
  if (cutOff) return { code: 'file-cut-off' };
  if (read?.hasTracks === false) return { code: 'file-no-tracks' };
  if (read?.foreignCodec !== undefined) return { code: 'file-codec', values: { codec: read.foreignCodec } };
  if (promised(extension, family) === 'another') return { code: 'file-mislabelled', values: { kind: name, extension } };
  return undefined;
}

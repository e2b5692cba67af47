import type { Abortable } from './abort.js';
import type { ErrorCode } from './error.js';

/** What a look at a file before it is sent may be wrong about: trying again sends it without another look. */
export const DOUBTS: readonly ErrorCode[] = ['file-cut-off', 'file-mislabelled', 'file-codec', 'file-no-tracks'];

/** What a file says of itself, as far as its header is understood. Codec names are VOD's: `h264`, `hevc`, `aac`. */
export interface LocalFacts {
  /** `MP4`, `MOV`, `Matroska`, `WebM`, `MP3`, `AVI` … */
  readonly container?: string;
  /** Seconds. */
  readonly duration?: number;
  /** Pixels, as it is shown: after any rotation. */
  readonly width?: number;
  readonly height?: number;
  /** Degrees clockwise by which it was turned to be shown so. */
  readonly rotation?: 90 | 180 | 270;
  /** Frames per second. */
  readonly frameRate?: number;
  readonly videoCodec?: string;
  readonly audioCodec?: string;
  /** A high dynamic range: PQ, HLG or colours beyond those of HDTV. */
  readonly hdr?: true;
  /** By its name it could have been read, and could not. Nothing says that it is anything else: it is sent all the same. */
  readonly unrecognised?: true;
}

/** What a look at a file has come to. */
export interface Inspection {
  readonly local: LocalFacts;
  /** What speaks against sending it. */
  readonly finding?: Finding;
}

export interface Finding {
  /** One of `DOUBTS` may be a mistake of ours. */
  readonly code: Extract<ErrorCode, `file-${string}`>;
  /** For the text that people read. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/**
 * Reads the header of a file, whatever its size, in a few small pieces. Undefined where nothing can be said of it. May
 * reject for any reason, and with the signal's.
 */
export type Inspect = (file: File, options: Abortable) => Promise<Inspection | undefined>;

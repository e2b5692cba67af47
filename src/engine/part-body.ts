import type { ErrorCode } from './error.js';
import type { Part } from './plan.js';
import { readBlob } from './read-blob.js';

/** What one try of a part sends. */
interface Sendable {
  readonly blob: Blob;
  /** Of exactly these bytes; absent where nothing may or can hash. */
  readonly md5?: string;
}

/** The body of one part, try after try. */
export interface PartBody {
  next(): Promise<Sendable>;
  /** The last try ended so. */
  failed(code: ErrorCode): void;
}

/** How a browser that reads the file badly while it sends shows itself: wrong bytes, or a request without an end. */
const SUSPECT: readonly ErrorCode[] = ['part-damaged', 'stalled'];

/** Bytes. Several parts may be suspect at once: what is larger is not copied, only hashed anew. */
const LARGEST_COPY = 64 * 1024 ** 2;

/**
 * A slice of the file, which the browser reads as it leaves, hashed right away. After a try that makes the browser's
 * own reading suspect: the bytes read anew into memory, hashed there, so that what is sent is what was hashed.
 */
export function partBody({ n }: Part, slice: Blob, hash: (blob: Blob) => Promise<string | undefined>): PartBody {
  const hashed = async (blob: Blob): Promise<Sendable> => {
    const md5 = await hash(blob);
    return { blob, ...(md5 !== undefined && { md5 }) };
  };
  const copy = async () => new Blob([await readBlob(slice, { part: n, operation: 'read' })]);
  const anew = async () => hashed(slice.size > LARGEST_COPY ? slice : await copy());
  let body: Promise<Sendable> | undefined = hashed(slice);
  // Looked at when the part's turn comes.
  body.catch(() => undefined);
  return {
    next: () => (body ??= anew()),
    failed: (code) => {
      if (SUSPECT.includes(code)) body = undefined;
    },
  };
}

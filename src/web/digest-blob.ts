/** A hash under way. */
export interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** The Blob's bytes could not be had: the file is gone, changed, or not allowed any more. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

async function read(piece: Blob): Promise<Uint8Array> {
  const bytes = await piece.arrayBuffer().catch((error: unknown) => {
    throw new Unreadable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  });
  // Not every browser refuses a file that has become shorter
  if (bytes.byteLength !== piece.size) throw new Unreadable(`${bytes.byteLength} of ${piece.size} bytes were there`);
  return new Uint8Array(bytes);
}

/** The Blob from `from` on, at most `bytes` in memory at a time. */
export async function* slices(blob: Blob, bytes: number, from = 0): AsyncGenerator<Uint8Array, void, undefined> {
  for (; from < blob.size; from += bytes) yield await read(blob.slice(from, from + bytes));
}

/** Feeds the pieces to `digest` and gives the result in Base64. `between` is called before each; what it throws ends the work. */
export async function digestOf(
  pieces: AsyncIterable<Uint8Array>,
  digest: Digest,
  between: () => void,
): Promise<string> {
  for await (const bytes of pieces) {
    between();
    digest.update(bytes);
  }
  return btoa(String.fromCharCode(...digest.digest()));
}

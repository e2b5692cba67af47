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

/**
 * Feeds the Blob to `digest`, at most `pieceBytes` in memory at a time, and gives the result in Base64.
 * `between` is called before each piece is used; what it throws ends the work.
 */
export async function digestBlob(blob: Blob, digest: Digest, pieceBytes: number, between: () => void): Promise<string> {
  for (let from = 0; from < blob.size; from += pieceBytes) {
    const bytes = await read(blob.slice(from, from + pieceBytes));
    between();
    digest.update(bytes);
  }
  return btoa(String.fromCharCode(...digest.digest()));
}

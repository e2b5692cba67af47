export type Bytes = Uint8Array<ArrayBuffer>;
export type Chunks = AsyncIterable<Bytes>;

/** Bytes that were written once and never change. */
export interface Piece {
  readonly size: number;
  /** From `start` up to, not including, `end`. */
  read(start: number, end: number): Chunks;
  drop(): Promise<void>;
  /** Only where the bytes are in memory. */
  readonly blob?: Blob;
}

/** Where bodies go. Holds no more of a body in memory than one chunk, unless memory is what it is. */
export interface Storage {
  /** When `chunks` fails nothing is left behind. */
  write(chunks: Chunks): Promise<Piece>;
  /** Drops every piece. */
  close(): Promise<void>;
}

/** Pieces one after the other: an object is made of its parts without copying them. */
export class Content {
  readonly size: number;
  constructor(readonly pieces: readonly Piece[]) {
    this.size = pieces.reduce((sum, piece) => sum + piece.size, 0);
  }

  async *read(start = 0, end = this.size): AsyncGenerator<Bytes, void, undefined> {
    let offset = 0;
    for (const piece of this.pieces) {
      const from = Math.max(0, start - offset);
      const to = Math.min(piece.size, end - offset);
      if (from < to) yield* piece.read(from, to);
      offset += piece.size;
      if (offset >= end) return;
    }
  }

  async drop(): Promise<void> {
    await Promise.all(this.pieces.map((piece) => piece.drop()));
  }
}

/** For pages and small tests. */
export function memoryStorage(): Storage {
  return {
    async write(chunks) {
      const kept: Bytes[] = [];
      for await (const chunk of chunks) kept.push(chunk);
      return memoryPiece(new Blob(kept));
    },
    close: () => Promise.resolve(),
  };
}

function memoryPiece(blob: Blob): Piece {
  return {
    size: blob.size,
    blob,
    read: (start, end) => chunksOf(blob.slice(start, end).stream()),
    drop: () => Promise.resolve(),
  };
}

/** Safari cannot iterate a stream by itself. */
export async function* chunksOf(stream: ReadableStream<Bytes> | null): AsyncGenerator<Bytes, void, undefined> {
  if (!stream) return;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // A reader that stopped early must not leave the sender waiting.
    await reader.cancel().catch(() => undefined);
  }
}

/** Pulls only what is asked for. */
export function streamOf(chunks: Chunks): ReadableStream<Bytes> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** A body that is there already. */
export async function* inOne(bytes: Bytes): AsyncGenerator<Bytes, void, undefined> {
  if (bytes.byteLength > 0) yield await Promise.resolve(bytes);
}

/** The whole as one array; refuses to grow over `limit` bytes. */
export async function gather(chunks: Chunks, limit: number): Promise<Bytes> {
  const kept: Bytes[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > limit) throw new RangeError(`more than ${limit} bytes`);
    kept.push(chunk);
  }
  return new Uint8Array(await new Blob(kept).arrayBuffer());
}

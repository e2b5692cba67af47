/** Of one file, at most: a few MB are needed where a film of many hours has its table of frames in front. */
const MOST_BYTES = 24 * 1024 ** 2;

/** Reads pieces of a file, so many bytes in all and not after its signal was aborted. */
export class Bytes {
  #left = MOST_BYTES;

  constructor(
    private readonly file: Blob,
    private readonly signal: AbortSignal,
  ) {}

  get size(): number {
    return this.file.size;
  }

  /** From `start` to before `end`. Rejects where the file does not have them. */
  async read(start: number, end: number): Promise<Uint8Array> {
    this.signal.throwIfAborted();
    this.#left -= end - start;
    if (this.#left < 0) throw new Error('This would take more reading than it is worth');
    const bytes = new Uint8Array(await this.file.slice(start, end).arrayBuffer());
    if (bytes.length !== end - start) throw new Error('The file is not as long as it says');
    return bytes;
  }

  /** So many from `start`, fewer where the file ends before. */
  async view(start: number, length: number): Promise<DataView> {
    const { buffer } = await this.read(start, Math.min(this.size, start + length));
    return new DataView(buffer as ArrayBuffer);
  }
}

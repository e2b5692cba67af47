/** A file of any size that holds nothing: it knows its slices, and what was read of it. */
export class SparseFile extends File {
  bytesRead = 0;
  readonly #size: number;

  constructor(size: number, name: string) {
    super([], name, { type: 'video/mp4', lastModified: 1_700_000_000_000 });
    this.#size = size;
  }

  override get size(): number {
    return this.#size;
  }

  override slice(start = 0, end = this.size): SparseSlice {
    return new SparseSlice(this, start, Math.min(end, this.size));
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.slice().arrayBuffer();
  }
}

export class SparseSlice extends Blob {
  constructor(
    private readonly file: SparseFile,
    readonly start: number,
    private readonly end: number,
  ) {
    super([]);
  }

  override get size(): number {
    return this.end - this.start;
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    this.file.bytesRead += this.size;
    return new ArrayBuffer(this.size);
  }
}

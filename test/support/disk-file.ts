type Bytes = Uint8Array<ArrayBuffer>;

/** A file on a person's disk, at hand without waiting for Node's threads, that a test may change behind everybody's back. */
export class DiskFile extends File {
  #bytes: Bytes;
  #readable = true;

  constructor(bytes: Bytes, name: string, options: FilePropertyBag = {}) {
    super([bytes], name, { type: 'video/mp4', lastModified: 1_700_000_000_000, ...options });
    this.#bytes = bytes;
  }

  /** Deleted, ejected, or changed where the browser notices: every read fails from now on. */
  vanish(): void {
    this.#readable = false;
  }

  /** Back in its place. */
  comeBack(): void {
    this.#readable = true;
  }

  /** Changed where the browser does not notice (Firefox): the same size, other bytes. */
  overwrite(bytes: Bytes): void {
    this.#bytes = bytes;
  }

  read(start: number, end: number): Promise<ArrayBuffer> {
    if (!this.#readable) return Promise.reject(new DOMException('The file cannot be read', 'NotReadableError'));
    return Promise.resolve(this.#bytes.slice(start, end).buffer);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.read(0, this.size);
  }

  override slice(start = 0, end = this.size, type = ''): Blob {
    return new Slice(this, this.#bytes, Math.min(start, this.size), Math.min(end, this.size), type);
  }
}

/** Read when it is read, as a slice of a real file is. */
class Slice extends Blob {
  constructor(
    private readonly file: DiskFile,
    private readonly whole: Bytes,
    private readonly start: number,
    private readonly end: number,
    type: string,
  ) {
    super([whole.subarray(start, end)], { type });
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.file.read(this.start, this.end);
  }

  override slice(start = 0, end = this.size, type = ''): Blob {
    const { file, whole } = this;
    return new Slice(file, whole, this.start + start, this.start + Math.min(end, this.size), type);
  }
}

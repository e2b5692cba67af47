/** What is known of a file without having it. */
export interface FileFacts {
  readonly name: string;
  /** MIME type as the browser said, or ''. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** ms since 1970. */
  readonly lastModified: number;
}

/** Enough to offer the file to the upload that these facts are of; what is in it decides. */
export const looksLike = (file: File, { name, size, lastModified }: FileFacts): boolean =>
  file.size === size && (file.name === name || file.lastModified === lastModified);

/** The file of an upload: at hand from the start, or asked for again after a reload. */
export class FileSource {
  #file: File | undefined;
  #offer: File | undefined;
  readonly #waiting = new Set<(file: File) => void>();

  constructor(
    readonly facts: FileFacts,
    file?: File,
  ) {
    this.#file = file;
  }

  get found(): boolean {
    return this.#file !== undefined;
  }

  /** A person chose one; whether it is the right one is to be seen. */
  get hasOffer(): boolean {
    return this.#offer !== undefined;
  }

  /** Throws where it has not been found yet: nothing that reads bytes may run before `findFile`. */
  get file(): File {
    if (this.#file === undefined) throw new Error(`${this.facts.name} is not at hand`);
    return this.#file;
  }

  /** It is the right one: checked by whoever calls. */
  accept(file: File): void {
    this.#file = file;
  }

  /** A person or a page says "this is it"; `offered` hears of it. */
  offer(file: File): void {
    if (this.#waiting.size === 0) this.#offer = file;
    for (const take of [...this.#waiting]) take(file);
  }

  /** What was offered before anybody waited for it. */
  takeOffer(): File | undefined {
    const file = this.#offer;
    this.#offer = undefined;
    return file;
  }

  offered(signal: AbortSignal): Promise<File> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const before = this.takeOffer();
      if (before !== undefined) return resolve(before);
      const take = (file: File) => {
        this.#waiting.delete(take);
        signal.removeEventListener('abort', stop);
        resolve(file);
      };
      const stop = () => {
        this.#waiting.delete(take);
        reject(signal.reason as Error);
      };
      this.#waiting.add(take);
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}

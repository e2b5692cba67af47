import type { UploadError } from './error.js';

/** How many parts are sent at once: half of them when OSS asks to slow down, and one more for each round that goes well. */
export class Width {
  #limit = Infinity;

  constructor(
    private readonly connections: () => number,
    private readonly running: ReadonlySet<unknown>,
  ) {}

  get now(): number {
    return Math.max(1, Math.min(this.connections(), Math.floor(this.#limit)));
  }

  done(): void {
    this.#limit += 1 / this.now;
  }

  /** Those that are refused together count once: none has left yet. */
  failed({ code, detail: { status } }: UploadError): void {
    if (code === 'storage-busy' && (status === 429 || status === 503)) this.#limit = this.running.size / 2;
  }
}

import { UploadError } from '../../src/engine/error.js';
import type { Clock, ObjectStore } from '../../src/engine/ports.js';

export interface Shape {
  /** There and back. */
  readonly rttMs: number;
  readonly bytesPerSecond: number;
  /** Of one connection, as loss makes it. */
  readonly eachBytesPerSecond?: number;
}

interface Flow {
  left: number;
  wake(): void;
}

/**
 * A line that connections share evenly, the most that each of them gets being `eachBytesPerSecond`: what one cannot use
 * the others get. As in a browser a part costs one round trip for its preflight and one for itself, and a new connection
 * one more. Left out: the slow start of TCP, loss, and the answers' own bytes.
 */
export class ShapedLine {
  /** Parts that are being sent or asked for now, by size. */
  readonly open = new Map<number, number>();
  /** The most bytes of parts that were open at once. */
  mostOpen = 0;
  /** Whether the n-th part that is begun is cut off once its bytes have left. */
  cutShort: (n: number) => boolean = () => false;
  firstByteAt = Infinity;
  lastAnswerAt = 0;
  /** In the order in which they were begun. */
  readonly sizes: number[] = [];
  /** Bytes of all connections, up to each moment. */
  readonly sent: { readonly at: number; readonly bytes: number }[] = [];
  readonly #flows = new Set<Flow>();
  /** Connections that are kept. */
  #idle = 0;
  #since = 0;
  #next: AbortController | undefined;

  constructor(
    readonly shape: Shape,
    private readonly clock: Clock,
  ) {}

  /** A store whose parts go over this line. */
  store(rest: ObjectStore): ObjectStore {
    const { rttMs } = this.shape;
    return {
      ...rest,
      open: async (target, options) => {
        await this.#connect(options.signal);
        await this.clock.wait(2 * rttMs, options.signal);
        this.#idle += 1;
        return rest.open(target, options);
      },
      put: async (_target, _uploadId, { n, blob: { size } }, { signal, onSent }) => {
        const count = this.sizes.push(size);
        this.open.set(n, size);
        this.mostOpen = Math.max(
          this.mostOpen,
          [...this.open.values()].reduce((sum, each) => sum + each, 0),
        );
        try {
          await this.#connect(signal);
          await this.clock.wait(rttMs, signal);
          this.firstByteAt = Math.min(this.firstByteAt, this.clock.monotonic());
          onSent(0);
          await this.#flow(size, signal);
          onSent(size);
          if (this.cutShort(count)) throw new UploadError('network', 'The connection died');
          await this.clock.wait(rttMs, signal);
          this.lastAnswerAt = this.clock.monotonic();
          this.#idle += 1;
          return { etag: `"${n}"` };
        } finally {
          this.open.delete(n);
        }
      },
      seal: async () => ({}),
      look: async () => ({ found: 'refused' }),
    };
  }

  async #connect(signal: AbortSignal): Promise<void> {
    if (this.#idle > 0) this.#idle -= 1;
    else await this.clock.wait(this.shape.rttMs, signal);
  }

  get #rate(): number {
    const { bytesPerSecond, eachBytesPerSecond = Infinity } = this.shape;
    return Math.min(bytesPerSecond / this.#flows.size, eachBytesPerSecond) / 1000;
  }

  async #flow(bytes: number, signal: AbortSignal): Promise<void> {
    this.#move();
    let flow!: Flow;
    const over = new Promise<void>((resolve, reject) => {
      flow = { left: bytes, wake: resolve };
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    this.#flows.add(flow);
    this.#plan();
    try {
      await over;
    } finally {
      this.#move();
      this.#flows.delete(flow);
      this.#plan();
    }
  }

  /** Up to now everything went as it was. */
  #move(): void {
    const now = this.clock.monotonic();
    const gone = this.#flows.size === 0 ? 0 : (now - this.#since) * this.#rate;
    this.#since = now;
    this.sent.push({ at: now, bytes: (this.sent.at(-1)?.bytes ?? 0) + gone * this.#flows.size });
    for (const flow of this.#flows) {
      flow.left -= gone;
      if (flow.left < 1e-6) flow.wake();
    }
  }

  #plan(): void {
    this.#next?.abort();
    if (this.#flows.size === 0) return;
    this.#next = new AbortController();
    const least = Math.max(0, Math.min(...[...this.#flows].map(({ left }) => left)));
    this.clock.wait(least / this.#rate + 1e-6, this.#next.signal).then(
      () => this.#move(),
      () => undefined,
    );
  }
}

import { NEVER } from './abort.js';
import type { Clock } from './ports.js';
import type { UploadState } from './state.js';

/** Moving bytes are drawn at most this often, however many uploads there are. */
const CALM_MS = 100;

export interface Listening {
  readonly signal: AbortSignal;
}

export type Seen = (after: UploadState, before: UploadState | undefined) => void;

/** Who draws and who is told. A listener's life hangs on its signal. */
export class Audience<State> {
  readonly #drawers = new Set<(state: State) => void>();
  readonly #observers = new Set<Seen>();
  readonly #untold: Parameters<Seen>[] = [];
  #drawing = false;
  #telling = false;
  #calm = false;
  #drawnAt = -Infinity;

  constructor(
    private readonly state: () => State,
    private readonly clock: Clock,
  ) {}

  subscribe(draw: (state: State) => void, { signal }: Listening): void {
    listen(this.#drawers, draw, signal);
  }

  observe(seen: Seen, { signal }: Listening): void {
    listen(this.#observers, seen, signal);
  }

  /** Once per microtask, however much has changed. */
  draw(): void {
    if (this.#drawing || this.#drawers.size === 0) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      this.#drawnAt = this.clock.monotonic();
      for (const draw of this.#drawers) apart(() => draw(this.state()));
    });
  }

  /** The same, for what nobody has to see at once: at the latest after a tenth of a second. */
  drawCalmly(): void {
    if (this.#calm || this.#drawers.size === 0) return;
    const rest = this.#drawnAt + CALM_MS - this.clock.monotonic();
    if (rest <= 0) return this.draw();
    this.#calm = true;
    void this.clock.wait(rest, NEVER).then(() => {
      this.#calm = false;
      this.draw();
    });
  }

  /** In order for every observer, also when one of them causes the next change. */
  tell(after: UploadState, before: UploadState | undefined): void {
    this.#untold.push([after, before]);
    if (this.#telling) return;
    this.#telling = true;
    // It grows meanwhile.
    for (const [now, was] of this.#untold) for (const seen of this.#observers) apart(() => seen(now, was));
    this.#untold.length = 0;
    this.#telling = false;
  }
}

/** A listener that throws is the page's affair: it is reported as any uncaught error, and no upload suffers. */
function apart(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function listen<T>(listeners: Set<T>, listener: T, signal: AbortSignal): void {
  if (signal.aborted) return;
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener), { once: true });
}

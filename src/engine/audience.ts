import type { UploadState } from './state.js';

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

  constructor(private readonly state: () => State) {}

  subscribe(draw: (state: State) => void, { signal }: Listening): void {
    listen(this.#drawers, draw, signal);
  }

  observe(seen: Seen, { signal }: Listening): void {
    listen(this.#observers, seen, signal);
  }

  /** Once per microtask, however much has changed. */
  draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    queueMicrotask(() => {
      this.#drawing = false;
      for (const draw of this.#drawers) apart(() => draw(this.state()));
    });
  }

  /** In order for every observer, also when one of them causes the next change. */
  tell(after: UploadState, before: UploadState | undefined): void {
    this.#untold.push([after, before]);
    if (this.#telling) return;
    this.#telling = true;
    for (let change = this.#untold.shift(); change !== undefined; change = this.#untold.shift()) {
      const [now, was] = change;
      for (const seen of this.#observers) apart(() => seen(now, was));
    }
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

/** Waits that a person, or a newcomer, can end. */
export class Wakes {
  readonly #wakes = new Set<() => void>();

  /** Until it is aborted. */
  readonly add = (wake: () => void, signal: AbortSignal): void => {
    this.#wakes.add(wake);
    signal.addEventListener('abort', () => this.#wakes.delete(wake), { once: true });
  };

  wake(): void {
    for (const wake of [...this.#wakes]) wake();
  }
}

/** Places among the uploads that send at the same time, given out in the order in which they were asked for. */
export class Slots {
  #taken = 0;
  readonly #queue: (() => void)[] = [];

  constructor(private readonly most: () => number) {}

  get taken(): number {
    return this.#taken;
  }

  /** Resolves to the function that gives the place back; rejects with the signal's reason when aborted. */
  readonly acquire = async (signal: AbortSignal): Promise<() => void> => {
    while (this.#taken >= this.most()) await this.#turn(signal);
    signal.throwIfAborted();
    this.#taken += 1;
    if (this.#taken < this.most()) this.wake();
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#taken -= 1;
      this.wake();
    };
  };

  /** Lets the first in line look again: a place came free, or the limit rose. */
  wake(): void {
    this.#queue.shift()?.();
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#queue.splice(this.#queue.indexOf(next), 1);
        reject(signal.reason as Error);
      };
      const next = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      if (signal.aborted) return reject(signal.reason as Error);
      signal.addEventListener('abort', leave, { once: true });
      this.#queue.push(next);
    });
  }
}

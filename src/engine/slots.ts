interface Waiter {
  grant(): void;
}

/** Places among the uploads that send at the same time, given out in the order in which they were asked for. */
export class Slots {
  #taken = 0;
  readonly #queue: Waiter[] = [];

  constructor(private readonly most: () => number) {}

  get taken(): number {
    return this.#taken;
  }

  /** Resolves to the function that gives the place back; rejects with the signal's reason when aborted. */
  readonly acquire = (signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const leave = () => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        grant: () => {
          signal.removeEventListener('abort', leave);
          resolve(this.#place());
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#queue.push(waiter);
      this.settle();
    });

  /** Hands out what is free: after a place came back, or the limit rose. */
  settle(): void {
    while (this.#taken < this.most() && this.#queue.length > 0) {
      this.#taken += 1;
      this.#queue.shift()!.grant();
    }
  }

  /** A place that can be given back once. Whoever was granted one and is aborted gives it back like anybody else. */
  #place(): () => void {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#taken -= 1;
      this.settle();
    };
  }
}

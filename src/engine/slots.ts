interface Waiter {
  readonly id: string;
  grant(): void;
}

/** Places among those that may do something at the same time, such as to send. */
export class Slots {
  #taken = 0;
  readonly #queue: Waiter[] = [];

  constructor(
    private readonly most: () => number,
    /** Where whoever waits stands at this moment; who came first, unless said. */
    private readonly place: (id: string) => number = () => 0,
  ) {}

  get taken(): number {
    return this.#taken;
  }

  /** Resolves to the function that gives the place back; rejects with the signal's reason when aborted. */
  readonly acquire = (signal: AbortSignal, id = ''): Promise<() => void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const leave = () => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
        reject(signal.reason as Error);
      };
      const waiter: Waiter = {
        id,
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
      const first = this.#queue.reduce((best, each) => (this.place(each.id) < this.place(best.id) ? each : best));
      this.#queue.splice(this.#queue.indexOf(first), 1);
      first.grant();
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

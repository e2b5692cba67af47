import type { Clock } from '../../src/engine/ports.js';

interface Timer {
  readonly at: number;
  fire(): void;
}

/**
 * Time that passes only when a test says so, timers in order, promises settled between them. `settle` lets everything
 * happen that needs no time.
 */
export function createVirtualClock(start = Date.UTC(2026, 10, 20), settle = fewTurns) {
  let now = 0;
  let asleep = 0;
  const timers = new Set<Timer>();
  const clock: Clock = {
    now: () => start + now + asleep,
    monotonic: () => now,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        const stop = () => {
          timers.delete(timer);
          reject(signal.reason as Error);
        };
        const timer: Timer = {
          at: now + ms,
          fire: () => {
            timers.delete(timer);
            signal.removeEventListener('abort', stop);
            resolve();
          },
        };
        timers.add(timer);
        signal.addEventListener('abort', stop, { once: true });
      }),
  };

  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  };

  return {
    clock,
    settle,
    /** The lid is closed: wall time goes on, nothing else does. */
    sleep(ms: number): void {
      asleep += ms;
    },
    /** The page is frozen: both clocks go on, timers fire late, what was asked for is answered meanwhile. */
    async freeze(ms: number): Promise<void> {
      now += ms;
      await settle();
    },
    get pending(): number {
      return timers.size;
    },
    async advance(ms: number): Promise<void> {
      const until = now + ms;
      await settle();
      for (let timer = next(until); timer !== undefined; timer = next(until)) {
        now = Math.max(now, timer.at);
        timer.fire();
        await settle();
      }
      now = until;
    },
    /** Runs until the condition holds; throws when `mostMs` of virtual time did not do it. */
    async until(holds: () => boolean, mostMs = 3_600_000): Promise<void> {
      const end = now + mostMs;
      await settle();
      while (!holds()) {
        const timer = next(end);
        if (timer === undefined) throw new Error(`Nothing left to happen, ${timers.size} timers beyond the bound`);
        now = Math.max(now, timer.at);
        timer.fire();
        await settle();
      }
    },
  };
}

async function fewTurns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

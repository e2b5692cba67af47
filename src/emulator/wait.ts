/** Resolves after so many ms. Settles at once when the signal is aborted, by rejecting with its reason. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** By this machine's timers: the only ones in the emulator, so that a test can put its own time in their place. */
export const realWait: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });

type Signals = readonly (AbortSignal | undefined)[];

/** Resolves after so many ms, or when the first of the signals is aborted; leaves nothing behind on them. */
export async function pause(wait: Wait, ms: number, ...signals: Signals): Promise<void> {
  const over = new AbortController();
  const end = (): void => over.abort();
  if (signals.some((signal) => signal?.aborted)) return;
  for (const signal of signals) signal?.addEventListener('abort', end, { signal: over.signal });
  try {
    await wait(ms, over.signal);
  } catch (error) {
    if (!over.signal.aborted) throw error;
  } finally {
    end();
  }
}

/** Resolves when the first of the signals is aborted. */
export const hold = (...signals: Signals): Promise<void> => pause(forever, Infinity, ...signals);

const forever: Wait = (_, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

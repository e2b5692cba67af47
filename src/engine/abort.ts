export interface Abortable {
  readonly signal: AbortSignal;
}

/** Settles with `promise`, or rejects with the signal's reason as soon as it is aborted; the promise's work goes on. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** For steps that run to their end whatever becomes of the run: they create something, or clean up. */
export const NEVER = new AbortController().signal;

export const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';

/** An abort that is the library's own doing: pause, cancel, a sibling that failed. */
export const stopped = (why: string): DOMException => new DOMException(why, 'AbortError');

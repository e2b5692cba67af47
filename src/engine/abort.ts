export interface Abortable {
  readonly signal: AbortSignal;
}

/** For steps that run to their end whatever becomes of the run: they create something, or clean up. */
export const NEVER = new AbortController().signal;

export const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';

/** An abort that is the library's own doing: pause, cancel, a sibling that failed. */
export const stopped = (why: string): DOMException => new DOMException(why, 'AbortError');

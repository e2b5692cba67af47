import type { Lock } from '../engine/ports.js';

/** Web Locks: the browser gives a dead tab's locks back. Where there are none (insecure pages) everybody is alone. */
export const lock: Lock = async (name, { signal, busy }) => {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return () => undefined;
  const taken = await attempt(locks, name, { ifAvailable: true }).catch(unlessForbidden);
  if (taken !== undefined) return taken;
  busy();
  return (await attempt(locks, name, { signal }))!;
};

/** Frames of no origin, and pages whose storage the person has blocked, share nothing with any tab. */
function unlessForbidden(thrown: unknown): () => void {
  if (thrown instanceof DOMException && thrown.name === 'SecurityError') return () => undefined;
  throw thrown;
}

/** Resolves to the release; undefined when it is not available and was not to be waited for. */
function attempt(locks: LockManager, name: string, options: LockOptions): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const held = (granted: Lock_ | null): Promise<void> | void => {
      if (granted === null) return resolve(undefined);
      return new Promise<void>((release) => resolve(release));
    };
    // WebKit 2.50 rejects with an error of its own instead of the signal's reason.
    const failed = (thrown: Error) => reject(options.signal?.aborted ? (options.signal.reason as Error) : thrown);
    locks.request(name, options, held).catch(failed);
  });
}

type Lock_ = Parameters<LockGrantedCallback<unknown>>[0];

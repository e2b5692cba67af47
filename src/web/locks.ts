import type { Lock } from '../engine/ports.js';

/** Web Locks: the browser gives a dead tab's locks back. Where there are none (insecure pages) everybody is alone. */
export const lock: Lock = async (name, { signal, busy }) => {
  const locks = globalThis.navigator?.locks;
  if (locks === undefined) return () => undefined;
  const taken = await attempt(locks, name, { ifAvailable: true });
  if (taken !== undefined) return taken;
  busy();
  return (await attempt(locks, name, { signal }))!;
};

/** Of all tabs of this origin. */
export const locked = async (): Promise<ReadonlySet<string>> => {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => name ?? []));
};

/** Resolves to the release; undefined when it is not available and was not to be waited for. */
function attempt(locks: LockManager, name: string, options: LockOptions): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const held = (granted: Lock_ | null): Promise<void> | void => {
      if (granted === null) return resolve(undefined);
      return new Promise<void>((release) => resolve(release));
    };
    locks.request(name, options, held).catch(reject);
  });
}

type Lock_ = Parameters<LockGrantedCallback<unknown>>[0];

import type { ObjectStore, Ports } from '../../src/engine/ports.js';
import { withLooks } from './with-looks.js';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** The ports of a page that can crash: from then on nothing that it asked for is answered, and nothing it does happens. */
export function mortal(ports: Parameters<typeof withLooks>[0]): { ports: Ports; die(): void } {
  let dead = false;
  const guard =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (dead) return never<R>();
      const result = await act(...args).catch((error: unknown) => {
        if (dead) return never<R>();
        throw error;
      });
      return dead ? never<R>() : result;
    };
  const methods = <T extends object>(it: T): T =>
    Object.fromEntries(
      Object.entries(it).map(([name, act]) => [name, typeof act === 'function' ? guard(act as never) : act]),
    ) as T;
  return {
    ports: withLooks({
      ...ports,
      backend: methods(ports.backend),
      checkpoints: methods(ports.checkpoints),
      ...(ports.importRecords && { importRecords: methods(ports.importRecords) }),
      hasher: methods(ports.hasher),
      loadRun: guard(ports.loadRun),
      openStore: (credentials) => methods<ObjectStore>(ports.openStore(credentials)),
      clock: {
        ...ports.clock,
        wait: guard((...args: Parameters<Ports['clock']['wait']>) => ports.clock.wait(...args)),
      },
    }),
    die: () => (dead = true),
  };
}

import type { Backend } from './backend-port.js';

/** The backend that there is when it is asked; whatever it is asked for is its method. */
export const lateBackend = (get: () => Backend | Promise<Backend>): Backend =>
  new Proxy({} as Backend, {
    get:
      (_, name: keyof Backend) =>
      async (...args: never[]) =>
        ((await get())[name] as (...args: never[]) => unknown)(...args),
  });

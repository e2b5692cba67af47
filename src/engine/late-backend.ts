import type { Backend } from './backend-port.js';

const METHODS = [
  'create',
  'refresh',
  'report',
  'submitImports',
  'reportImports',
  'findImports',
  'cancelImports',
  'createImage',
  'deleteMedia',
] as const satisfies readonly (keyof Backend)[];

/** The backend that there is when it is asked. */
export const lateBackend = (get: () => Backend | Promise<Backend>): Backend =>
  Object.fromEntries(
    METHODS.map((name) => [
      name,
      async (...args: never[]) => ((await get())[name] as (...args: never[]) => unknown)(...args),
    ]),
  ) as unknown as Backend;

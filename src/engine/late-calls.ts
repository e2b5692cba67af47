type Calls<T> = { [Name in keyof T as T[Name] extends (...args: never[]) => Promise<unknown> ? Name : never]: T[Name] };

/** The asynchronous methods of what there is when one of them is called, however late it comes. */
export const lateCalls = <T extends object>(get: () => T | Promise<T>): Calls<T> =>
  new Proxy({} as Calls<T>, {
    get: (_, name) =>
      // It is no promise: whoever awaits it would wait for ever.
      name === 'then'
        ? undefined
        : async (...args: never[]) => ((await get())[name as keyof T] as (...args: never[]) => unknown)(...args),
  });

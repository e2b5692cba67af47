/**
 * Code that is loaded when it is needed. Whoever has waited for an attempt for too long gives it back as `hanging`: unless
 * somebody else has done so, another one is made, and what comes first counts.
 */
export type Late<T> = (hanging?: Promise<unknown>) => Promise<T>;

/**
 * Loads once, and after a failure again at the next call, under another URL: browsers remember for as long as
 * the page lives that a module could not be had. `load` is `() => import('./it.js')`, written in the module whose
 * `import.meta.url` is given; rejects as that does.
 */
export function late<T>(load: () => Promise<T>, moduleUrl: string): Late<T> {
  let loading: Promise<T> | undefined;
  let attempts = 0;
  return (hanging) => {
    if (loading && loading !== hanging) return loading;
    const fresh = attempts > 0 ? again(load, moduleUrl, attempts) : load();
    attempts += 1;
    const first = loading ? Promise.any([loading, fresh]) : fresh;
    const tried = first.catch((error: unknown) => {
      if (loading === tried) loading = undefined;
      throw error;
    });
    return (loading = tried);
  };
}

/** What `import()` names, as it stands in the code that runs: whoever bundled that has given the module a file of its own. */
const IMPORTED = /\bimport\(\s*(["'`])([./][^"'`]+)/;

function again<T>(load: () => Promise<T>, moduleUrl: string, attempt: number): Promise<T> {
  const path = IMPORTED.exec(load.toString())?.[2];
  // A bundler that loads in its own way also has its own way to try again.
  if (!path) return load();
  const url = new URL(path, moduleUrl);
  url.searchParams.set('again', `${attempt}`);
  return import(/* @vite-ignore */ /* webpackIgnore: true */ url.href) as Promise<T>;
}

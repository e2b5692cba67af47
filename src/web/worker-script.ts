/** The part of Trusted Types that is used here. */
interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

let policy: ScriptUrlPolicy | undefined;

/**
 * The page's policy names it: `trusted-types vod-uploader`. It lets every URL pass, because only this module can reach
 * it and the only URLs are those of the worker's own script.
 */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (policy === undefined && trustedTypes !== undefined) {
    try {
      policy = trustedTypes.createPolicy('vod-uploader', { createScriptURL: (same) => same });
    } catch {
      // The name is not allowed, or taken by another copy of this package: the Worker constructor decides
      policy = { createScriptURL: (same) => same };
    }
  }
  return policy?.createScriptURL(url) ?? url;
}

/**
 * Where the worker's script is. Not inside `new Worker(…)`, which Trusted Types would refuse: bundlers take this form
 * for a file to be copied, and the script needs no more than that. The build writes the name of the built file here.
 */
export const ownScript = (): string => new URL('./hash-worker.ts', import.meta.url).href;

/** A worker of this page can be made from it directly. */
export function isOurOrigin(url: string): boolean {
  const { protocol, origin } = new URL(url);
  return origin === location.origin || protocol === 'blob:' || protocol === 'data:';
}

/** Throws, or makes a worker that fails later, where the page's policy forbids it. */
export const openWorker = (url: string): Worker => new Worker(trusted(url), { type: 'module', name: 'vod-uploader' });

/**
 * A script of another origin, through one of this page's own that imports it. Not by `fetch`: where the page may load
 * this package from there, `script-src` allows it, but `connect-src` need not; and not by an `import` statement, which
 * falls under `worker-src` (seen in Chromium 156). What is said to the worker before that waits.
 */
export function importing(url: string): string {
  const script = `const early = [];
onmessage = (event) => early.push(event.data);
import(${JSON.stringify(url)}).then(
  () => {
    onmessage = null;
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
  },
  (error) => setTimeout(() => { throw error; }),
);`;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

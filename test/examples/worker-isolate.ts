import vm from 'node:vm';
import { build } from 'esbuild';

/** The example as one script, and what that would import. A package of Node's own cannot be bundled, and rejects. */
export async function bundleWorker(): Promise<{ script: string; imports: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: ['examples/workers/worker.ts'],
    tsconfig: 'tsconfig.check.json',
    bundle: true,
    metafile: true,
    write: false,
    platform: 'neutral',
    format: 'iife',
    globalName: 'worker',
    footer: { js: 'worker.default;' },
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  return { script: outputFiles[0]!.text, imports };
}

interface Worker<Env> {
  fetch(request: Request, env: Env): Promise<Response>;
}

/**
 * Runs a worker as harshly as Cloudflare does: each request has a memory of its own, with nothing in it but what the web
 * has; while the script is read it may neither wait, ask nor roll dice; `fetch` knows no `redirect: 'error'`.
 */
export function isolateOf<Env>(script: string, env: Env): (request: Request) => Promise<Response> {
  const code = new vm.Script(script);
  return (request) => {
    let handling = false;
    const inRequest = <A extends unknown[], R>(act: (...all: A) => R) => {
      return (...all: A): R => {
        if (!handling) throw new Error('Disallowed operation called within global scope');
        return act(...all);
      };
    };
    const web = {
      ...{ Request, Response, Headers, URL, URLSearchParams, TextEncoder, TextDecoder, ReadableStream, performance },
      ...{ AbortController, AbortSignal, atob, btoa, console: { log: () => undefined, error: () => undefined } },
      crypto: { randomUUID: inRequest(() => crypto.randomUUID()) },
      setTimeout: inRequest(setTimeout),
      clearTimeout,
      fetch: inRequest((url: string, init: RequestInit) => {
        if (init.redirect === 'error')
          throw new TypeError('Invalid redirect value, must be one of "follow" or "manual"');
        return fetch(url, init);
      }),
    };
    const worker = code.runInContext(vm.createContext(web)) as Worker<Env>;
    handling = true;
    return worker.fetch(request, env);
  };
}

/** What a KV namespace does, without its delays. Values are text, keys at most 512 bytes, no life shorter than a minute. */
export function kvNamespace(entries: Readonly<Record<string, string>> = {}) {
  const records = new Map(Object.entries(entries));
  return {
    records,
    get: async (key: string): Promise<string | null> => records.get(key) ?? null,
    async put(key: string, value: string, { expirationTtl = 60 }: { expirationTtl?: number } = {}): Promise<void> {
      if (expirationTtl < 60 || new TextEncoder().encode(key).length > 512 || typeof value !== 'string')
        throw new TypeError('KV PUT failed');
      records.set(key, value);
    },
  };
}

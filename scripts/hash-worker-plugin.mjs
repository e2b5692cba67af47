// The worker's script as one file, `hash-worker.js`: it is fetched by its URL, outside of any import map, so its
// packages go inside; and bundlers that find the URL in the built package copy the file as it is.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../src/web/', import.meta.url));
const PLACE = "new URL('./hash-worker.ts', import.meta.url).href";

async function script() {
  const { outputFiles } = await build({
    entryPoints: [resolve(folder, 'hash-worker.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

/**
 * For Vite's builds; while developing, the source itself is served under its own URL.
 * @returns {import('vite').Plugin}
 */
export const hashWorker = () => ({
  name: 'hash-worker',
  apply: 'build',
  // Before Vite would make a `data:` URL of it
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/web\/worker-script\.ts$/ },
    async handler(code) {
      if (!code.includes(PLACE)) throw new Error(`${PLACE} is not there`);
      const file = this.emitFile({ type: 'asset', fileName: 'hash-worker.js', source: await script() });
      return { code: code.replace(PLACE, `import.meta.ROLLUP_FILE_URL_${file}`), map: null };
    },
  },
});

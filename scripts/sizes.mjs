// What each entry costs a page: bundled with everything it imports, minified, gzip. Budgets are in package.json.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const KB = 1024;

/** Bytes after gzip of an entry and of all that it imports statically; what it loads lazily comes when it is needed. */
async function cost(file) {
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    external: ['ali-oss', 'node:*'],
    outdir: 'dist',
    write: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  // What is loaded lazily is an entry of its own to esbuild.
  const entry = Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === file);
  const wanted = new Set([entry]);
  for (const path of wanted) {
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') wanted.add(next);
    }
  }
  const files = outputFiles.filter(({ path }) => [...wanted].some((name) => resolve(name) === path));
  return files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

/** Prints a table; false when a budget is exceeded. */
export async function printSizes() {
  const { budgets } = JSON.parse(readFileSync('package.json', 'utf8'));
  let kept = true;
  console.log('\nentry      gzip      budget');
  for (const [name, budget] of Object.entries(budgets)) {
    const file = `dist/${name}.js`;
    if (!existsSync(file)) continue;
    const size = await cost(file);
    if (size > budget * KB) kept = false;
    const verdict = size > budget * KB ? '  TOO BIG' : '';
    console.log(
      `${name.padEnd(9)} ${(size / KB).toFixed(1).padStart(5)} KB ${String(budget).padStart(7)} KB${verdict}`,
    );
  }
  return kept;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await printSizes()) ? 0 : 1;

// What each entry costs a page: bundled as an application would, minified, gzip. Budgets are in package.json.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const KB = 1024;
const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** When a page that has `vod-uploader/define` loads what; what is not named here comes where something is missing. */
const WHEN = {
  'run-code': 'intent: pointer, focus, a drag; or a file is added, an unfinished upload found',
  pieces: 'intent, or there is an upload or a tag of theirs',
  'more-pieces': 'there is a tag of theirs',
  'extra-pieces': 'several uploads wait, layout="button" has one, or a tag of theirs',
  dragging: 'files are dragged over the page',
  'import-code': 'a URL is imported, or an import is found',
  inspect: 'intent, or a file is added, unless no-inspect',
  'inspect-reader': 'the same: mediabunny, as far as it reads',
  posters: 'a row in sight has a film of this page',
  'idb-stores': 'intent, or there is something to restore',
  'hash-ladder': 'intent, or a file is added',
  'hash-worker': 'intent, or a file is added',
  'main-lane': 'no worker may run',
  hmac: 'no WebCrypto: the page is insecure',
  sha2: 'no WebCrypto: the page is insecure',
  legacy: 'no WebCrypto: the page is insecure',
  examine: 'diagnose(), with run-code and hash-ladder',
  'ali-oss-store': 'store="ali-oss" (without ali-oss itself)',
  ...Object.fromEntries(
    ['ar', 'de', 'es', 'fr', 'hi', 'ja', 'ko', 'pt', 'ru', 'zh-hans', 'zh-hant'].map((tag) => [
      tag,
      'an element is in this language',
    ]),
  ),
};
/** What is there already when these come. */
const AFTER = {
  'hash-ladder': ['run-code'],
  'main-lane': ['run-code', 'hash-ladder'],
  'import-code': ['run-code'],
  // what asks a backend for it, or sends it
  'more-pieces': ['run-code', 'pieces'],
  'extra-pieces': ['run-code', 'pieces'],
  dragging: ['run-code', 'pieces'],
  'ali-oss-store': ['run-code'],
  examine: ['run-code', 'hash-ladder'],
  inspect: ['run-code'],
  posters: ['run-code', 'pieces'],
};
/** Of an MP4, with checksums, by HTTPS. */
const ORDINARY = [
  'run-code',
  'pieces',
  'idb-stores',
  'inspect',
  'inspect-reader',
  'posters',
  'hash-ladder',
  'hash-worker',
];

/** A page that imports an entry as the README says, and its lazy parts by name, each with all the files that come with it. */
async function bundle(entry) {
  const { outputFiles, metafile } = await build({
    ...(entry === 'define'
      ? { stdin: { contents: "import './dist/define.js';", sourcefile: 'page.js', resolveDir: '.' } }
      : { entryPoints: { page: `dist/${entry}.js` } }),
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    external: ['ali-oss', 'node:*'],
    outdir: 'out',
    write: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  const names = Object.keys(metafile.outputs);
  const bytes = new Map(outputFiles.map(({ path, contents }) => [basename(path), gzipped(contents)]));
  const withImports = (name) => {
    const all = new Set([name]);
    for (const each of all) {
      for (const { path, kind } of metafile.outputs[each]?.imports ?? []) {
        if (kind === 'import-statement') all.add(path);
      }
    }
    return all;
  };
  const first = withImports(names.find((name) => /^out\/(page|stdin)\.js$/.test(name)));
  const lazy = new Map();
  for (const name of names) {
    const { entryPoint } = metafile.outputs[name];
    if (entryPoint === undefined || first.has(name)) continue;
    lazy.set(basename(entryPoint, '.js'), new Set([...withImports(name)].filter((file) => !first.has(file))));
  }
  const sum = (files) => [...files].reduce((total, file) => total + (bytes.get(basename(file)) ?? 0), 0);
  return { first, lazy, sum };
}

/** Prints a table; false when a budget is exceeded, or something has none. */
export async function printSizes() {
  const { budgets } = JSON.parse(readFileSync('package.json', 'utf8'));
  let kept = true;
  const row = (name, size, when) => {
    const budget = budgets[name];
    const fits = budget !== undefined && size <= budget * KB;
    kept &&= fits;
    const verdict = fits ? when : `${budget === undefined ? 'NO BUDGET' : 'TOO BIG'}  ${when}`;
    console.log(`${name.padEnd(16)} ${kilobytes(size)} ${String(budget ?? '').padStart(6)} KB   ${verdict}`);
  };
  console.log('\n                     gzip    budget   loaded when');
  for (const name of ['core', 'define', 'cdn']) {
    const { first, sum } = await bundle(name);
    row(name, sum(first), name === 'cdn' ? 'the page is: one file, with all that an upload needs' : 'the page is');
  }
  const { first, lazy, sum } = await bundle('define');
  for (const [name, files] of lazy) {
    const there = new Set((AFTER[name] ?? []).flatMap((before) => [...lazy.get(before)]));
    row(name, sum([...files].filter((file) => !there.has(file))), WHEN[name] ?? '');
  }
  const worker = gzipped(readFileSync('dist/hash-worker.js'));
  row('hash-worker', worker, WHEN['hash-worker']);
  const all = new Set([...first, ...ORDINARY.flatMap((name) => [...(lazy.get(name) ?? [])])]);
  console.log(`an upload in all ${kilobytes(sum(all) + worker)}             define, ${ORDINARY.join(', ')}`);
  for (const name of ORDINARY) {
    if (name === 'hash-worker' ? existsSync(`dist/${name}.js`) : lazy.has(name)) continue;
    console.error(`${name} is not there any more: an upload costs something else than this says`);
    kept = false;
  }
  return kept;
}

const kilobytes = (size) => `${(size / KB).toFixed(1).padStart(6)} KB`;

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await printSizes()) ? 0 : 1;

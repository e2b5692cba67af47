// npm run test:package: is what would be published what a stranger can use?
//   --quick   pack, publint, attw, contents; needs a build (dist/) and no network
//   (else)    builds first, then installs the tarball into fresh apps and uploads with them; needs a registry
//   vue …     the same, with these apps alone: plain, react, vue, svelte, angular
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('--'));
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'vod-uploader-package-'));
const totals = { passed: 0, failed: 0 };

async function check(title, what) {
  const began = performance.now();
  const took = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    await what();
    totals.passed++;
    console.log(`ok      ${title} (${took()})`);
  } catch (error) {
    totals.failed++;
    console.error(
      `FAILED  ${title} (${took()})\n${[error.stdout, error.stderr, error.stack].filter(Boolean).join('\n')}`,
    );
  }
}

const run = (command, args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const bin = (file, ...args) => promisify(execFile)(process.execPath, [join('node_modules', file), ...args]);

function pack() {
  const [{ filename, files, size }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', `--pack-destination=${work}`]),
  );
  console.log(`${filename}: ${files.length} files, ${(size / 1024).toFixed(0)} KB`);
  return { tarball: join(work, filename), files: files.map(({ path }) => path) };
}

/** Every file that package.json promises, and nothing of this machine or of the development inside. */
function contents(files) {
  const { exports, bin: bins } = JSON.parse(readFileSync('package.json', 'utf8'));
  const promised = Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? target : Object.values(target),
  );
  const missing = [...promised, ...Object.values(bins)]
    .filter((path) => path !== null)
    .map((path) => path.replace(/^\.\//, ''))
    .filter((path) => !files.includes(path));
  if (missing.length > 0) throw new Error(`missing in the package: ${missing.join(', ')}`);
  const links = [...readFileSync('README.md', 'utf8').matchAll(/\]\(([^)#]+)|(?:src|srcset)="([^"]+)"/g)]
    .map(([, link, picture]) => link ?? picture)
    .filter((path) => !/^(https?:|\/)/.test(path) && !files.includes(path));
  if (links.length > 0) throw new Error(`the README points to what is not in the package: ${links.join(', ')}`);
  const stray = files.filter(
    (path) =>
      !/^((dist|docs|examples)\/|(custom-elements|package)\.json$|LICENSE$|(README|CHANGELOG|CONTRIBUTING)\.md$)/.test(
        path,
      ),
  );
  if (stray.length > 0) throw new Error(`not meant to be published: ${stray.join(', ')}`);
  const here = resolve('.');
  const leaks = files.filter((path) => existsSync(path) && readFileSync(path, 'utf8').includes(here));
  if (leaks.length > 0) throw new Error(`contain this machine's paths: ${leaks.join(', ')}`);
}

/** Who copies cdn.js alone must get it all: what it loads lazily may be missing, what it imports may not. */
async function oneFile() {
  const { metafile } = await build({
    entryPoints: ['dist/cdn.js'],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    external: ['*'],
    logLevel: 'error',
  });
  const needed = metafile.inputs['dist/cdn.js'].imports.filter(({ kind }) => kind === 'import-statement');
  if (needed.length > 0) throw new Error(`cdn.js imports ${needed.map(({ path }) => path).join(', ')}`);
}

/** esbuild, and so Angular's builder, knows no optional peers: what is not there, and nobody catches, is an error. */
async function withoutPeers(tarball) {
  run('tar', ['-xzf', tarball, '-C', work]);
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  await build({
    entryPoints: ['define', 'index'].map((name) => join(work, `package/dist/${name}.js`)),
    bundle: true,
    splitting: true,
    write: false,
    outdir: work,
    format: 'esm',
    external: Object.keys(dependencies),
    logLevel: 'silent',
  });
}

try {
  if (!quick) await check('builds', () => bin('../scripts/build.mjs'));
  if (!existsSync('dist')) throw new Error('nothing to pack: run "npm run build" first');
  const { tarball, files } = pack();
  const json = ['--exclude-entrypoints', './custom-elements.json', './package.json'];
  await Promise.all([
    check('types resolve (attw)', () =>
      bin('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only', '--no-emoji', ...json),
    ),
    check('publint', () => bin('publint/src/cli.js', 'run', tarball, '--strict')),
    check('holds what it promises, and nothing else', () => contents(files)),
    check('cdn.js is one file', oneFile),
    check('is built into a page that has none of its peers', () => withoutPeers(tarball)),
  ]);
  if (!quick) {
    const { freshApps } = await import('./fresh-apps.mjs');
    const unknown = wanted.filter((name) => !(name in freshApps));
    if (unknown.length > 0)
      throw new Error(`there is no ${unknown.join(', ')}, but ${Object.keys(freshApps).join(', ')}`);
    for (const [name, [title, what]] of Object.entries(freshApps)) {
      if (wanted.length === 0 || wanted.includes(name)) await check(title, () => what(tarball, work));
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;

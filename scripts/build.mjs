// dist/: one ESM file per entry of package.json's exports, the single file for a <script type="module">, types, the manifest.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { hashWorker } from './hash-worker-plugin.mjs';
import { shortTemplates } from './short-templates-plugin.mjs';
import { printSizes } from './sizes.mjs';

const SOURCES = {
  index: 'src/index.ts',
  define: 'src/define.ts',
  core: 'src/core.ts',
  'ali-oss': 'src/ali-oss.ts',
  server: 'src/server/index.ts',
  'server-node': 'src/server/node.ts',
  testing: 'src/emulator/index.ts',
  'testing-node': 'src/emulator/node.ts',
  cli: 'src/cli.ts',
};

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
rmSync('dist', { recursive: true, force: true });

const entry = Object.fromEntries(Object.entries(SOURCES).filter(([, file]) => existsSync(file)));
for (const [name, file] of Object.entries(SOURCES)) if (!entry[name]) console.warn(`not there yet: ${name} (${file})`);

/** Packages stay imports: the page's bundler or import map brings them. What is not declared goes inside, and is seen in the sizes. */
const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = Object.keys({ ...dependencies, ...peerDependencies });
const isPackage = (id) => id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`));

const shared = {
  configFile: false,
  logLevel: 'warn',
  // relative, so that workers and lazy chunks are found beside the file that asks for them
  base: './',
  plugins: [hashWorker(), shortTemplates()],
};

/** For the single file: what every upload needs must not stay behind when only that file is copied. */
const INSIDE = {
  'lazy-checkpoints': './idb-checkpoints.js',
  // The worker itself stays outside; where it was not copied the main thread hashes.
  hasher: './hash-ladder.js',
  'hash-ladder': './main-lane.js',
};
const inOneFile = {
  name: 'in-one-file',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/web\/(lazy-checkpoints|hasher|hash-ladder)\.ts$/ },
    handler(code, id) {
      const path = INSIDE[basename(id, '.ts')];
      const lazy = `import('${path}')`;
      if (!code.includes(lazy)) throw new Error(`${lazy} is not in ${id}`);
      return {
        code: `import * as inside from '${path}';\n${code.replace(lazy, 'Promise.resolve(inside)')}`,
        map: null,
      };
    },
  },
};

if (Object.keys(entry).length === 0) throw new Error('nothing to build yet');
await build({
  ...shared,
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: { entry, formats: ['es'] },
    rolldownOptions: {
      external: isPackage,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
if (entry.cli) chmodSync('dist/cli.js', 0o755);

// Not lib mode: there Vite leaves the whitespace in ES output, because it could cost tree shaking
if (entry.define) {
  await build({
    ...shared,
    plugins: [...shared.plugins, inOneFile],
    build: {
      target: 'es2022',
      minify: true,
      sourcemap: true,
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      // mediabunny, a lazy chunk
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: { cdn: entry.define },
        // what lazy chunks share with the entry stays in it, so that one copied file is enough
        preserveEntrySignatures: 'allow-extension',
        // the optional peer; who wants it on a plain page gives it an import map
        external: ['ali-oss'],
        output: { entryFileNames: '[name].js', chunkFileNames: 'cdn/[name]-[hash].js' },
      },
    },
  });
}

function bin(file, ...args) {
  const { status } = spawnSync(process.execPath, [`node_modules/${file}`, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
bin('typescript/bin/tsc', '-p', 'tsconfig.json');
bin(
  '@custom-elements-manifest/analyzer/cem.js',
  'analyze',
  '--config',
  'custom-elements-manifest.config.mjs',
  '--quiet',
);

if (!(await printSizes())) process.exitCode = 1;

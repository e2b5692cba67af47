// dist/: one ESM file per entry of package.json's exports, the single file for a <script type="module">, types, the manifest.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { hashWorker } from './hash-worker-plugin.mjs';
import { reach } from './reach.mjs';
import { shortDecorate } from './short-decorate-plugin.mjs';
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
  plugins: [hashWorker(), shortTemplates(), shortDecorate()],
};

/** For the single file: what every upload needs must not stay behind when only that file is copied. */
const INSIDE = {
  'src/create-uploader.ts': ['./run-code.js', './import-code.js'],
  'src/elements/late-pieces.ts': ['./pieces.js'],
  'src/web/lazy-storage.ts': ['./idb-stores.js'],
  // The worker itself stays outside; where it was not copied the main thread hashes.
  'src/web/hasher.ts': ['./hash-ladder.js'],
  'src/web/hash-ladder.ts': ['./main-lane.js'],
};
const insideOneFile = new Set();
const inOneFile = {
  name: 'in-one-file',
  /** The bundler may put what many lazy chunks share into a file of its own: then nothing would run without that. */
  buildEnd() {
    const visit = (id) => {
      if (insideOneFile.has(id)) return;
      insideOneFile.add(id);
      this.getModuleInfo(id)?.importedIds.forEach(visit);
    };
    for (const id of this.getModuleIds()) if (this.getModuleInfo(id).isEntry) visit(id);
  },
  generateBundle(_, bundle) {
    const { imports } = bundle['cdn.js'];
    if (imports.length > 0) throw new Error(`cdn.js is to be one file, and imports ${imports.join(', ')}`);
  },
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.ts$/ },
    handler(code, id) {
      const paths = INSIDE[relative('.', id)];
      if (paths === undefined) return null;
      const withOne = (done, path, index) => {
        const lazy = `import('${path}')`;
        if (!done.includes(lazy)) throw new Error(`${lazy} is not in ${id}`);
        return `import * as inside${index} from '${path}';\n${done.replace(lazy, `Promise.resolve(inside${index})`)}`;
      };
      return { code: paths.reduce(withOne, code), map: null };
    },
  },
};

/**
 * mediabunny's package says that a page has no Node; made of that, an empty CommonJS module needs code of the bundler's that
 * the single file would have to share.
 */
const withoutNode = {
  name: 'without-node',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './node.js' && importer?.includes('mediabunny') ? '\0without-node' : null,
  load: (id) => (id === '\0without-node' ? 'export const fs = undefined;' : null),
};

/**
 * What a page loads together is one file: half of one that came over a bad network could not be asked for under another
 * URL, and small files compress badly. What the server's entries need too stays apart: they want nothing of a page.
 */
const [core, define, run, ladder, pieces, posters, more, extra, dragging, node] = await Promise.all([
  reach(SOURCES.core),
  reach(SOURCES.define),
  reach('src/run-code.ts'),
  reach('src/web/hash-ladder.ts'),
  reach('src/elements/pieces.ts'),
  reach('src/elements/posters.ts'),
  reach('src/elements/more-pieces.ts'),
  reach('src/elements/extra-pieces.ts'),
  reach('src/elements/dragging.ts'),
  reach(SOURCES.server, SOURCES['server-node'], SOURCES.testing, SOURCES['testing-node']),
]);
const group = (name, modules, ...without) => ({
  name,
  test: (id) => {
    const path = relative('.', id);
    return modules.has(path) && !without.some((others) => others.has(path));
  },
});
const ENTRIES = new Set(Object.values(SOURCES));
const GROUPS = [
  group('core', core, ENTRIES, node),
  group('elements', define, ENTRIES, node, core),
  group('run-code', run, core),
  group('hash-ladder', ladder, core, run),
  group('pieces', pieces, core, define),
  group('posters', posters, core, define, pieces),
  group('more-pieces', more, core, define, pieces, posters),
  group('extra-pieces', extra, core, define, pieces, posters, more),
  group('dragging', dragging, core, define, pieces, extra),
];

/** What is imported under a name of its own, only to be passed on from another file, is imported from there. */
const withoutDetours = {
  name: 'without-detours',
  generateBundle(_, bundle) {
    for (const [path, { code }] of Object.entries(bundle)) {
      const [, there] = /^export \{ [\w, ]+ \} from "\.\/([\w.-]+)";\n?$/.exec(code ?? '') ?? [];
      if (there === undefined || !path.startsWith('chunks/')) continue;
      for (const chunk of Object.values(bundle))
        chunk.code &&= chunk.code.replaceAll(`/${basename(path)}`, `/${there}`);
      delete bundle[path];
    }
  },
};

/**
 * The command that looks at backends is a file of its own: what it shares with pages would come from their chunks, with
 * all that stands in them.
 */
const COMMAND = { source: 'src/check/command.ts', name: 'cli-check' };
const commandApart = {
  name: 'command-apart',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './check/command.js' && importer?.endsWith('/src/cli.ts')
      ? { id: `./${COMMAND.name}.js`, external: true }
      : null,
};

if (Object.keys(entry).length === 0) throw new Error('nothing to build yet');
await build({
  ...shared,
  plugins: [...shared.plugins, commandApart, withoutDetours],
  build: {
    target: 'es2022',
    minify: false,
    sourcemap: true,
    lib: { entry, formats: ['es'] },
    rolldownOptions: {
      external: isPackage,
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        // bundlers put a hash of their own behind it, and each stands in what every page loads
        chunkFileNames: 'chunks/[name].js',
        minifyInternalExports: false,
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: GROUPS,
        },
      },
    },
  },
});
if (entry.cli) {
  chmodSync('dist/cli.js', 0o755);
  await build({
    ...shared,
    build: {
      target: 'es2022',
      minify: false,
      sourcemap: true,
      emptyOutDir: false,
      copyPublicDir: false,
      lib: { entry: { [COMMAND.name]: COMMAND.source }, formats: ['es'] },
      rolldownOptions: { external: isPackage, output: { entryFileNames: '[name].js', codeSplitting: false } },
    },
  });
}

// Not lib mode: there Vite leaves the whitespace in ES output, because it could cost tree shaking
if (entry.define) {
  await build({
    ...shared,
    plugins: [...shared.plugins, inOneFile, withoutNode],
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
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'cdn/[name]-[hash].js',
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [{ name: 'cdn', test: (id) => insideOneFile.has(id) }],
          },
        },
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

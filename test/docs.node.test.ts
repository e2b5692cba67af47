import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { reference, REFERENCE } from '../scripts/reference.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  exports: Record<string, { types?: string } | string>;
};
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'examples/README.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((path) => path.endsWith('.md'));

const WRONG = 'test/fixtures/wrong-snippet.md';

/** What a reader brings along; the snippets say so in words. */
const AROUND = `
  interface Person { readonly id: string }
  declare const userOf: (request: Request) => Promise<Person | undefined>;
  declare const app: { use(path: string, handler: unknown): void };
`;

/** Type errors of the pages' js and ts blocks, each a module in a strict project that has the package installed. */
function errorsOf(pages: readonly string[]): Map<string, string[]> {
  const files = new Map<string, string>();
  const errors = new Map(pages.map((page) => [page, [] as string[]]));
  const pageOf = new Map<string, string>();
  for (const page of pages) {
    for (const [, , code] of read(page).matchAll(/^```(js|ts)\n([\s\S]*?)^```/gm)) {
      const name = join(ROOT, `test/snippet-${files.size}.ts`);
      files.set(name, `${code}\nexport {};\n`);
      pageOf.set(name, page);
    }
  }
  const around = join(ROOT, 'test/snippets.d.ts');
  files.set(around, AROUND);
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom', 'dom.iterable'] },
      ...{ strict: true, noEmit: true, skipLibCheck: true, types: ['node'], experimentalDecorators: true },
      paths: Object.fromEntries(Object.entries(manifest.exports).flatMap(sourceOf)),
    },
    ROOT,
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version, ...rest) => {
    const own = files.get(name);
    return own === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, own, version);
  };
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  const program = ts.createProgram([...files.keys()], options, host);
  for (const [name, page] of pageOf) {
    const source = program.getSourceFile(name);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    for (const { start = 0, messageText } of found) {
      const line = source?.text.slice(0, start).split('\n').length ?? 0;
      const text = source?.text.split('\n')[line - 1] ?? '';
      errors.get(page)?.push(`${ts.flattenDiagnosticMessageText(messageText, ' ')} in: ${text.trim()}`);
    }
  }
  return errors;
}

/** An entry of the package as the sources that it is built from: `./server` → `src/server/index.ts`. */
function sourceOf([path, target]: [string, { types?: string } | string]): [string, string[]][] {
  if (typeof target === 'string' || target.types === undefined) return [];
  return [[`vod-uploader${path.slice(1)}`, [target.types.replace('dist/types', 'src').replace(/\.d\.ts$/, '.ts')]]];
}

describe('the documentation', () => {
  const withSnippets = PAGES.filter((each) => /^```(js|ts)$/m.test(read(each)));
  let errors = new Map<string, string[]>();
  beforeAll(() => void (errors = errorsOf([...withSnippets, WRONG])), 60_000);

  for (const page of withSnippets) {
    it(`has snippets in ${page} that a strict TypeScript project takes`, () => {
      expect(errors.get(page)).toEqual([]);
    });
  }

  it('would notice a snippet that does not fit', () => {
    expect(errors.get(WRONG)).toEqual([expect.stringContaining('accessKey') as string]);
  });

  it('describes the elements as they are (npm run docs)', async () => {
    expect(readFileSync(REFERENCE, 'utf8')).toBe(await reference());
  });

  for (const page of PAGES) {
    it(`leads from ${page} to files that exist`, () => {
      const links = [...read(page).matchAll(/\]\(([^)#\s]+)/g)].map(([, link]) => link!);
      const here = dirname(join(ROOT, page));
      const dead = links.filter((link) => !/^https?:/.test(link) && !exists(join(here, link)));
      expect(dead).toEqual([]);
    });

    it(`names only commands and entry points in ${page} that exist`, () => {
      const text = read(page);
      const commands = [...text.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name]) => name!);
      const builtIn = ['ci', 'install', 'pack', 'by', 'it', 'packages', 'project', 'exec', 'audit'];
      expect(commands.filter((name) => !builtIn.includes(name) && !(name in manifest.scripts))).toEqual([]);
      const entries = [...text.matchAll(/['"]vod-uploader(\/[a-z/-]+)?['"]/g)].map(([, path]) => `.${path ?? ''}`);
      expect(entries.filter((path) => !(path in manifest.exports))).toEqual([]);
    });
  }
});

const exists = (path: string): boolean => ts.sys.fileExists(path) || ts.sys.directoryExists(path);

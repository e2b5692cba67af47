import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom. Folders by name; `folder/file` (a `*` stands for anything) narrows to single files.
 * Packages likewise; `node:` is all of Node.
 */
const LAYERS: Record<string, { ours: string[]; packages: string[] }> = {
  engine: { ours: ['engine'], packages: [] },
  oss: { ours: ['oss', 'engine'], packages: ['@noble/hashes', 'ali-oss'] },
  vod: { ours: ['vod', 'engine'], packages: [] },
  web: { ours: ['web', 'engine'], packages: ['@noble/hashes', 'hash-wasm', 'idb', 'mediabunny'] },
  // lazily loaded by `diagnose`
  diagnose: { ours: ['diagnose', 'connection', 'engine', 'oss', 'web'], packages: [] },
  elements: { ours: ['elements', 'words', 'engine', 'create-uploader'], packages: ['lit'] },
  words: { ours: ['words', 'engine'], packages: [] },
  // asks a backend as a page does, and reads its answers with what the page reads them
  check: { ours: ['check', 'engine', 'vod', 'diagnose/version'], packages: [] },
  server: { ours: ['server', 'vod/protocol*', 'vod/quirks'], packages: ['@noble/hashes'] },
  emulator: {
    ours: ['emulator', 'server', 'vod/protocol*', 'oss/sign-*', 'oss/hmac', 'oss/request', 'oss/xml'],
    packages: ['@noble/hashes', 'hash-wasm', 'mediabunny'],
  },
};

/** Where the layers meet: the composition root and the entry points. */
const ENTRIES: Record<string, { ours: string[]; packages: string[] }> = {
  diagnose: { ours: ['diagnose', 'engine'], packages: [] },
  'create-uploader': {
    ours: ['connection', 'diagnose', 'engine', 'import-code', 'oss', 'run-code', 'vod', 'web'],
    packages: [],
  },
  // lazily loaded by it
  'run-code': { ours: ['connection', 'engine', 'looks', 'web'], packages: [] },
  'import-code': { ours: ['engine'], packages: [] },
  looks: { ours: ['connection', 'engine', 'web'], packages: [] },
  connection: { ours: ['engine', 'oss', 'vod'], packages: [] },
  // loads `run-code`, like the uploader
  'create-backend': { ours: ['connection', 'create-uploader', 'engine', 'vod'], packages: [] },
  core: {
    ours: ['create-backend', 'create-uploader', 'connection', 'diagnose', 'engine', 'vod', 'oss', 'web'],
    packages: [],
  },
  'ali-oss': { ours: ['oss', 'engine', 'web'], packages: [] },
  // loads `run-code` likewise
  'follow-media': { ours: ['create-uploader', 'elements/uploader-factory', 'engine', 'web'], packages: [] },
  index: { ours: ['elements', 'words', 'core', 'create-uploader', 'engine', 'follow-media'], packages: [] },
  define: { ours: ['elements', 'core', 'index', 'create-uploader', 'diagnose', 'follow-media'], packages: [] },
  cli: { ours: ['check/command', 'command-line', 'emulator/node-command'], packages: [] },
  'command-line': { ours: [], packages: [] },
};

/** What single files may import beyond their layer. */
const ALSO: Record<string, string[]> = {
  // stands in for the page's sender, and fails like it
  'emulator/page': ['engine/send-port', 'engine/error'],
  'check/command': ['command-line'],
  'emulator/node-command': ['command-line'],
};

/** Only these may use Node; all else also runs in a page. */
const NODE_ONLY: Record<string, string[]> = {
  'server/node*': ['node:', '@alicloud/openapi-core', '@darabonba/typescript'],
  'emulator/disk': ['node:'],
  'emulator/node*': ['node:'],
  'emulator/vite': ['node:', 'vite'],
  'emulator/wtr': ['node:', 'koa', '@web/test-runner'],
  cli: ['node:'],
  'command-line': ['node:'],
};

const BROWSER_ENTRIES = ['index', 'define', 'core', 'ali-oss', 'emulator/index'];
const MAX_LINES = 220;
/**
 * The element's forty attributes and its methods are one idea, the public surface, and cannot be split without mixins;
 * likewise the uploader's; all that the engine needs from outside is on one page. A language is one list of sentences.
 */
const LONGER: Readonly<Record<string, number>> = {
  'elements/vod-uploader': 300,
  'engine/uploader': 260,
  'engine/ports': 230,
};

interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
}
interface Module {
  /** Path below src, without extension. */
  readonly name: string;
  readonly text: string;
  readonly source: ts.SourceFile;
  readonly imports: readonly Import[];
}

function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      const typesOnly = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly;
      if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
        found.push({ from: node.moduleSpecifier.text, typesOnly });
      }
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) found.push({ from: argument.text, typesOnly: false });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      if (ts.isStringLiteral(node.argument.literal)) found.push({ from: node.argument.literal.text, typesOnly: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const modules: Module[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(join('src', file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    return { name: file.replaceAll('\\', '/').replace(/\.ts$/, ''), text, source, imports: importsOf(source) };
  });
const byName = new Map(modules.map((module) => [module.name, module]));

const isOurs = (specifier: string): boolean => specifier.startsWith('.');
const resolve = (importer: string, specifier: string): string =>
  normalize(join(dirname(importer), specifier))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '');

function matches(name: string, pattern: string): boolean {
  if (pattern.endsWith('*')) return name.startsWith(pattern.slice(0, -1));
  return name === pattern || name.startsWith(pattern.endsWith(':') ? pattern : `${pattern}/`);
}
const anyOf = (name: string, patterns: readonly string[]): boolean => patterns.some((p) => matches(name, p));

function lawOf(name: string): { ours: string[]; packages: string[] } | undefined {
  const folder = name.includes('/') ? LAYERS[name.split('/')[0]!] : ENTRIES[name];
  if (!folder) return undefined;
  const node = Object.entries(NODE_ONLY).filter(([pattern]) => matches(name, pattern));
  return {
    ours: [...folder.ours, ...(ALSO[name] ?? [])],
    packages: [...folder.packages, ...node.flatMap(([, packages]) => packages)],
  };
}

/** Everything that loading a module loads. */
function reach(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const { from, typesOnly } of byName.get(name)?.imports ?? []) {
    if (!typesOnly && isOurs(from)) reach(resolve(name, from), seen);
  }
  return seen;
}

describe('the plan of the house', () => {
  it('is read: there are modules to look at', () => {
    expect(modules.length).toBeGreaterThan(20);
    expect(byName.get('engine/state')?.imports.length).toBeGreaterThan(0);
  });

  it('gives every file of src a layer', () => {
    expect(modules.filter(({ name }) => !lawOf(name)).map(({ name }) => name)).toEqual([]);
  });

  it('lets a layer import only what lies below it', () => {
    const broken = modules.flatMap(({ name, imports }) =>
      imports
        .filter(({ from }) => isOurs(from) && !anyOf(resolve(name, from), lawOf(name)?.ours ?? []))
        .map(({ from }) => `${name} imports ${resolve(name, from)}`),
    );
    expect(broken).toEqual([]);
  });

  it('lets a layer use only its own packages: Lit is for elements, Node for a few files by name', () => {
    const broken = modules.flatMap(({ name, imports }) =>
      imports
        .filter(({ from }) => !isOurs(from) && !anyOf(from, lawOf(name)?.packages ?? []))
        .map(({ from }) => `${name} imports ${from}`),
    );
    expect(broken).toEqual([]);
  });

  it('keeps what is for Node out of everything that a page loads', () => {
    const nodeOnly = Object.keys(NODE_ONLY);
    const broken = BROWSER_ENTRIES.flatMap((entry) =>
      [...reach(entry)]
        .filter((name) => anyOf(name, nodeOnly) || (entry !== 'emulator/index' && /^(server|emulator)\//.test(name)))
        .map((name) => `${entry} loads ${name}`),
    );
    expect(broken).toEqual([]);
  });

  it('has no import that goes in a circle', () => {
    const circles = modules.flatMap(({ name, imports }) =>
      imports
        .filter(({ from, typesOnly }) => !typesOnly && isOurs(from) && reach(resolve(name, from)).has(name))
        .map(({ from }) => `${name} → ${resolve(name, from)} → … → ${name}`),
    );
    expect(circles).toEqual([]);
  });

  it('writes every import of its own with the extension that browsers and Node need', () => {
    const broken = modules.flatMap(({ name, imports }) =>
      imports
        .filter(({ from }) => isOurs(from) && (!from.endsWith('.js') || !byName.has(resolve(name, from))))
        .map(({ from }) => `${name}: ${from}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('the engine', () => {
  const PAGE = ['document', 'window', 'navigator', 'location', 'localStorage', 'indexedDB', 'XMLHttpRequest', 'fetch'];

  it('knows no page: what it needs comes through its ports', () => {
    const used: string[] = [];
    for (const { name, source } of modules.filter(({ name }) => name.startsWith('engine/'))) {
      const visit = (node: ts.Node): void => {
        if (ts.isTypeNode(node)) return;
        const isMember =
          ts.isIdentifier(node) && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
        const ofGlobal = isMember && node.parent.expression.getText() === 'globalThis';
        const isKey = ts.isIdentifier(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
        if (ts.isIdentifier(node) && PAGE.includes(node.text) && (!isMember || ofGlobal) && !isKey) {
          used.push(`${name}: ${node.text}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    expect(used).toEqual([]);
  });
});

describe('every file of src', () => {
  it(`has at most ${MAX_LINES} lines`, () => {
    const long = modules.map(({ name, text }) => ({ name, lines: text.split('\n').length - 1 }));
    expect(
      long.filter(({ name, lines }) => lines > (LONGER[name] ?? (name.startsWith('words/') ? 400 : MAX_LINES))),
    ).toEqual([]);
  });

  it('tells the compiler the truth: no @ts-ignore, no @ts-nocheck', () => {
    const broken = modules.filter(({ text }) => /@ts-(ignore|nocheck)/.test(text));
    expect(broken.map(({ name }) => name)).toEqual([]);
  });

  it('is named for its one idea', () => {
    const vague = modules.filter(({ name }) =>
      /(^|[/-])(utils?|helpers?|common|misc|types|manager|chunks?)$/i.test(name),
    );
    expect(vague.map(({ name }) => name)).toEqual([]);
  });
});

// npm run docs: docs/reference.md, every element's attributes, events, methods, parts and custom properties, out of the
// sources (custom-elements.json). A test compares the two.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const REFERENCE = join(ROOT, 'docs/reference.md');

const LIFECYCLE = /^(form(Associated|Disabled|Reset|StateRestore)\w*|shadowRootOptions|styles)$/;

function manifest() {
  const folder = mkdtempSync(join(tmpdir(), 'vod-uploader-manifest-'));
  try {
    const cem = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
    const args = [cem, 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'];
    const run = spawnSync(process.execPath, [...args, '--outdir', relative(ROOT, folder)], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(run.stderr || run.stdout);
    return JSON.parse(readFileSync(join(folder, 'custom-elements.json'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const cell = (text = '') => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = (text) => (text ? `\`${cell(text)}\`` : '');

function table(title, heads, rows) {
  if (rows.length === 0) return [];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [`**${title}**`, '', line(heads), line(heads.map(() => '---')), ...rows.map(line), ''];
}

function section(element) {
  const { tagName, summary, description, attributes = [], members = [], events = [] } = element;
  const { cssParts = [], cssProperties = [], cssStates = [], slots = [] } = element;
  const own = members.filter(({ name, static: fixed }) => !fixed && !LIFECYCLE.test(name));
  const fields = own.filter(({ kind, attribute }) => kind === 'field' && !attribute);
  const methods = own.filter(({ kind }) => kind === 'method');
  const signature = ({ name, parameters = [] }) =>
    `${name}(${parameters.map(({ name: p, optional }) => (optional ? `${p}?` : p)).join(', ')})`;
  return [
    `## \`<${tagName}>\``,
    '',
    ...(summary || description ? [cell(summary ?? description), ''] : []),
    ...table(
      'Attributes',
      ['Name', 'Type', ''],
      attributes.map(({ name, type, description: says }) => [code(name), code(written(type?.text)), cell(says)]),
    ),
    ...table(
      'Properties without attribute',
      ['Name', 'Type', ''],
      fields.map(({ name, type, description: says }) => [code(name), code(written(type?.text)), cell(says)]),
    ),
    ...table(
      'Methods',
      ['Name', ''],
      methods.map((method) => [code(signature(method)), cell(method.description)]),
    ),
    ...table(
      'Events',
      ['Name', ''],
      events.map(({ name, description: says }) => [code(name), cell(says)]),
    ),
    ...table(
      'Slots',
      ['Name', ''],
      slots.map(({ name, description: says }) => [name ? code(name) : '(default)', cell(says)]),
    ),
    ...table(
      'Parts',
      ['`::part()`', ''],
      cssParts.map(({ name, description: says }) => [code(name), cell(says)]),
    ),
    ...table(
      'States',
      ['`:state()`', ''],
      cssStates.map(({ name, description: says }) => [code(name), cell(says)]),
    ),
    ...table(
      'Custom properties',
      ['Name', ''],
      cssProperties.map(({ name, description: says }) => [code(name), cell(says)]),
    ),
  ];
}

const written = (type = '') => type.replace(/\s*\|\s*undefined\b/g, '');

export async function reference() {
  const elements = manifest()
    .modules.flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .sort((a, b) =>
      a.tagName === 'vod-uploader' ? -1 : b.tagName === 'vod-uploader' ? 1 : a.tagName < b.tagName ? -1 : 1,
    );
  const text = [
    '# Reference',
    '',
    '<!-- Written by `npm run docs` out of the sources: change it there. -->',
    '',
    'What each element takes, says and shows; [element.md](element.md) explains how it is used.',
    '',
    ...elements.flatMap(section),
  ].join('\n');
  return format(text, { ...(await resolveConfig(REFERENCE)), parser: 'markdown' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(REFERENCE, await reference());

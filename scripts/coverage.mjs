// One table of the lines that any test ran: Node's and the browser's reports together, every file of src in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

function sources(folder) {
  const names = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
  return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts')).sort();
}

/** file → line → how often. */
function readLcov(path) {
  const files = new Map();
  if (!existsSync(path)) return files;
  let lines;
  for (const row of readFileSync(path, 'utf8').split('\n')) {
    if (row.startsWith('SF:')) {
      const file = relative(process.cwd(), resolve(row.slice(3))).replaceAll('\\', '/');
      lines = files.get(file) ?? new Map();
      files.set(file, lines);
    } else if (row.startsWith('DA:')) {
      const [line, hits] = row.slice(3).split(',').map(Number);
      lines.set(line, (lines.get(line) ?? 0) + hits);
    }
  }
  return files;
}

/**
 * Which lines can run is taken from the first report: vitest's, which reads the syntax and lists every file.
 * The browser's counts comments and empty lines too; from it only the hits are taken.
 */
function merge([node, ...others], file) {
  const known = node.get(file);
  if (!known) return new Map([[1, 0]]); // it did not compile
  const lines = new Map(known);
  for (const line of lines.keys()) {
    for (const report of others) lines.set(line, lines.get(line) + (report.get(file)?.get(line) ?? 0));
  }
  return lines;
}

const percent = (covered, total) => (total === 0 ? 100 : (covered / total) * 100);
const show = (value) => `${value.toFixed(1).padStart(6)} %`;

function ranges(numbers) {
  const out = [];
  for (const n of numbers) {
    const last = out.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else out.push([n, n]);
  }
  const text = out.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(' ');
  return text.length > 48 ? `${text.slice(0, 47)}…` : text;
}

/** Prints the table; false when fewer lines than `atLeast` percent ran in all. */
export function printCoverage(lcovFiles, atLeast) {
  const reports = lcovFiles.map(readLcov);
  const files = sources('src').map((file) => {
    const lines = merge(reports, file.replaceAll('\\', '/'));
    const missed = [...lines].filter(([, hits]) => hits === 0).map(([line]) => line);
    return { file, total: lines.size, missed: missed.sort((a, b) => a - b) };
  });
  const incomplete = files.filter(({ missed }) => missed.length > 0);
  const width = Math.max(...incomplete.map(({ file }) => file.length), 'all'.length);
  console.log(`\nLines that ran (of the other ${files.length - incomplete.length} files all did):`);
  for (const { file, total, missed } of incomplete) {
    console.log(`${file.padEnd(width)} ${show(percent(total - missed.length, total))}  ${ranges(missed)}`);
  }
  const total = files.reduce((sum, { total }) => sum + total, 0);
  const missed = files.reduce((sum, file) => sum + file.missed.length, 0);
  const all = percent(total - missed, total);
  console.log(`${'all'.padEnd(width)} ${show(all)}  (at least ${atLeast} %)`);
  return all >= atLeast;
}

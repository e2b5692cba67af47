import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const FILE = join(DIST, 'cdn.js');

/** The built single file and what lies beside it for later, by path. Builds when there is none, or an older one. */
export function cdnFiles(log: (line: string) => void): Map<string, Uint8Array> {
  if (!existsSync(FILE) || statSync(FILE).mtimeMs < newest(join(ROOT, 'src'))) {
    log('Building dist/ …');
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, encoding: 'utf8' });
    // over budget is no reason not to measure
    if (status !== 0 && !existsSync(FILE)) throw new Error(`npm run build failed: ${stderr}`);
  }
  const paths = files(DIST).filter((path) => /^(cdn\.js|hash-worker\.js|cdn[\\/].*\.js)$/.test(relative(DIST, path)));
  return new Map(paths.map((path) => [relative(DIST, path).replaceAll('\\', '/'), readFileSync(path)]));
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const newest = (folder: string): number => Math.max(...files(folder).map((path) => statSync(path).mtimeMs));

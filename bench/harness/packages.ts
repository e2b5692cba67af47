import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** Brings what is compared with: no dependency of the project, so `npm ci` in its root does not. */
export function installPackages(log: (line: string) => void): void {
  if (existsSync(`${FOLDER}node_modules/.package-lock.json`)) return;
  log('Installing what is compared with (bench/package-lock.json) …');
  const options = { cwd: FOLDER, stdio: 'inherit', shell: process.platform === 'win32' } as const;
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], options);
  if (status !== 0) throw new Error('npm ci in bench/ failed', { cause: error });
}

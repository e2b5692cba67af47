import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** The path of an installed Firefox (FIREFOX_PATH first), or undefined. */
export function findFirefox() {
  if (process.env.FIREFOX_PATH) return process.env.FIREFOX_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const paths = folders.flatMap((folder) => ['firefox', 'firefox-esr'].map((name) => join(folder, name)));
  if (platform() === 'darwin') paths.push('/Applications/Firefox.app/Contents/MacOS/firefox');
  if (platform() === 'win32') paths.push(join(process.env.PROGRAMFILES ?? 'C:/', 'Mozilla Firefox/firefox.exe'));
  return paths.find((path) => existsSync(path));
}

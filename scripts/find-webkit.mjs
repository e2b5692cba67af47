import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** WebKitGTK's driver, the small browser that it drives and a display for it (Linux), or undefined when one is missing. */
export function findWebKit() {
  const driver = onPath('WebKitWebDriver');
  const display = onPath('Xvfb');
  const browser = process.env.WEBKIT_PATH ?? miniBrowser();
  return driver && display && browser && { driver, display, browser };
}

/** Distributions keep it among the libraries, under the version of the API: `webkit2gtk-4.1`, `webkitgtk-6.0`. */
function miniBrowser() {
  const folders = ['/usr/lib', '/usr/lib64', '/usr/libexec', `/usr/lib/${LIBRARIES[process.arch] ?? ''}`];
  return folders
    .flatMap((folder) =>
      named(folder, /^webkit(2)?gtk-/)
        .sort()
        .map((name) => join(folder, name, 'MiniBrowser')),
    )
    .find((path) => existsSync(path));
}

// Debian's names of the folder for each processor.
const LIBRARIES = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };

const named = (folder, pattern) => (existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)) : []);

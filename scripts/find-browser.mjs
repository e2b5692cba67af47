// Which Chromium do the tests use? In this order: CHROME_PATH, an installed Chrome, Chromium, Edge or Brave, Playwright's
// and Puppeteer's caches, and at last one that comes by npm (bundled-browser.mjs), so that a machine with only Node works.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledBrowser } from './bundled-browser.mjs';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--autoplay-policy=no-user-gesture-required',
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu's `chromium-browser` is a script that only says "install the snap", so being executable is not enough. */
function starts(path) {
  if (!isExecutable(path)) return false;
  if (platform() === 'win32') return true; // `--version` would open a window there
  try {
    return /\d+\.\d+/.test(execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: 'pipe' }));
  } catch {
    return false;
  }
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

/** The versions in a download cache, newest first. */
function cached(root, pattern, inside) {
  if (!root || !existsSync(root)) return [];
  const versions = readdirSync(root).filter((name) => pattern.test(name));
  versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return versions.flatMap((version) => inside.map((path) => join(root, version, path)));
}

function installed() {
  if (platform() === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      names.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    );
  }
  if (platform() === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const names = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'BraveSoftware/Brave-Browser/Application/brave.exe',
    ];
    return roots.filter(Boolean).flatMap((root) => names.map((name) => join(root, name)));
  }
  return [
    ...onPath(['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser']),
    ...onPath(['microsoft-edge-stable', 'microsoft-edge', 'brave-browser']),
    '/snap/bin/chromium',
  ];
}

function downloaded() {
  const caches = {
    darwin: join(homedir(), 'Library/Caches/ms-playwright'),
    win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
  };
  const playwright =
    process.env.PLAYWRIGHT_BROWSERS_PATH ?? caches[platform()] ?? join(homedir(), '.cache/ms-playwright');
  const puppeteer = process.env.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache/puppeteer');
  const macChrome = 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing';
  const chrome = ['chrome-linux64/chrome', 'chrome-win64/chrome.exe'];
  for (const cpu of ['arm64', 'x64']) chrome.push(`chrome-mac-${cpu}/${macChrome}`);
  return [
    ...cached(playwright, /^chromium-\d+$/, [
      ...chrome,
      'chrome-linux/chrome',
      'chrome-win/chrome.exe',
      'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    ]),
    ...cached(join(puppeteer, 'chrome'), /-/, chrome),
    ...cached(playwright, /^chromium_headless_shell-\d+$/, [
      'chrome-headless-shell-linux64/chrome-headless-shell',
      'chrome-linux/headless_shell',
    ]),
  ];
}

/**
 * What to give to Puppeteer or Playwright as launch options; throws one sentence that says what to install.
 * @returns {Promise<{ executablePath: string, args: string[], env: Record<string, string | undefined>, source: string }>}
 */
export async function findBrowser() {
  // Chromium's sandbox refuses to run as root, and CI containers rarely allow it
  const sandbox = process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : [];
  const found = (executablePath, source) => ({
    executablePath,
    args: [...sandbox, ...QUIET],
    env: process.env,
    source,
  });

  if (!process.env.BUNDLED_CHROMIUM) {
    const chosen = process.env.CHROME_PATH;
    if (chosen && !starts(chosen)) throw new Error(`CHROME_PATH=${chosen} does not start.`);
    if (chosen) return found(chosen, 'CHROME_PATH');
    const path = [process.env.PUPPETEER_EXECUTABLE_PATH, ...installed(), ...downloaded()].filter(Boolean).find(starts);
    if (path) return found(path, 'installed');
  }
  const bundled = await bundledBrowser();
  if ('executablePath' in bundled) {
    const env = { ...process.env, ...bundled.env };
    return {
      executablePath: bundled.executablePath,
      args: ['--no-sandbox', '--no-zygote', ...QUIET],
      env,
      source: 'npm',
    };
  }
  throw new Error(
    `No browser to test with: install Chrome, Chromium or Edge (or run "npx playwright install --with-deps chromium"), ` +
      `or set CHROME_PATH to one. (${bundled.problem})`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { executablePath, source } = await findBrowser();
    console.log(`${executablePath} (${source})`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

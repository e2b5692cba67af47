// A headless Chromium from the npm package @sparticuz/chromium, fetched only when nothing else is there. It is no
// dependency: 70 MB that hardly anybody needs. It lives unpacked under node_modules/.cache and is started once to be sure.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import puppeteer from 'puppeteer-core';

/** The last release for Node 20; 147.0.1 asks for 22.17. */
const VERSION = '147.0.0';
const CACHE = fileURLToPath(new URL('../node_modules/.cache/vod-uploader-browser/', import.meta.url));
const HOME = join(CACHE, VERSION);
const run = promisify(execFile);

/** The package brings libraries and fonts for machines that have none; they are found by these variables alone. */
const paths = (folder) => ({
  executablePath: join(folder, 'chromium'),
  env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
});

async function install(folder) {
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const npm = ['install', `--prefix=${folder}`, ...flags, `@sparticuz/chromium@${VERSION}`];
  await run('npm', npm, { cwd: folder, timeout: 300_000 });
}

async function unpack(folder, into) {
  await mkdir(into);
  const code = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`;
  const env = {
    ...process.env,
    // It unpacks into the temporary folder and takes whatever "chromium" is there already, be it of another version
    TMPDIR: into,
    // Only where it believes to be in AWS Lambda does it unpack its libraries and fonts
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x',
  };
  await run(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, env, timeout: 120_000 });
  // Its own fonts.conf looks in /tmp/fonts
  const fonts = join(HOME, 'fonts');
  const config = await readFile(join(into, 'fonts/fonts.conf'), 'utf8');
  await writeFile(
    join(into, 'fonts/fonts.conf'),
    config.replaceAll('/tmp/fonts-cache', `${fonts}-cache`).replaceAll('/tmp/fonts', fonts),
  );
}

async function check({ executablePath, env }) {
  const args = ['--no-sandbox', '--no-zygote'];
  const browser = await puppeteer.launch({ executablePath, args, env: { ...process.env, ...env } });
  try {
    const page = await browser.newPage();
    await page.setContent('<p>started</p>');
  } finally {
    await browser.close();
  }
}

/** @returns {Promise<{ executablePath: string, env: Record<string, string> } | { problem: string }>} */
export async function bundledBrowser() {
  if (platform() !== 'linux' || arch() !== 'x64') return { problem: 'The one from npm is for Linux on x64 only.' };
  if (existsSync(paths(HOME).executablePath)) return paths(HOME);
  console.error(`No browser found: fetching a headless Chromium (@sparticuz/chromium ${VERSION}) by npm, once.`);
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, 'fetch-'));
  try {
    await install(work);
    await unpack(work, join(work, 'unpacked'));
    await check(paths(join(work, 'unpacked')));
    // In one step, so that two runs at a time never see half of it
    await rename(join(work, 'unpacked'), HOME).catch((error) => {
      if (!existsSync(paths(HOME).executablePath)) throw error;
    });
    return paths(HOME);
  } catch (error) {
    const lines = `${error.stderr || error.message}`.trim().split('\n');
    return { problem: `The one from npm could not be had: ${lines[0]}` };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

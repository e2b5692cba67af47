// Two strangers' projects: the packed package is installed, built in, and uploads a file in a real browser.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './find-browser.mjs';

const FILE = resolve('test/media/clip.mp4');
/** What the documentation says is enough. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "connect-src 'self' http://*.localhost:*",
  "media-src 'self' blob: http://*.localhost:*",
  "img-src 'self' blob: http://*.localhost:*",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html vod-uploader',
].join('; ');

const run = promisify(execFile);

/** Without what `npm run` adds: the new project is not a part of this one. */
function outside() {
  const env = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix)|^INIT_CWD$/.test(name),
  );
  return Object.fromEntries(env);
}

const npm = (folder, ...args) => run('npm', [...args, '--no-audit', '--no-fund'], { cwd: folder, env: outside() });

async function serve(project, folder, policy = '') {
  cpSync('test/package/serve.mjs', join(project, 'serve.mjs'));
  const server = spawn(process.execPath, ['serve.mjs', folder, policy], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise((answers, fails) => {
    createInterface(server.stdout).once('line', answers);
    server.once('exit', (code) => fails(new Error(`the server ended with ${code}`)));
  });
  return { ...JSON.parse(line), close: () => server.kill() };
}

/** Runs in the page before anything else. */
function listen() {
  const violations = [];
  const events = [];
  const over = new Promise((settle) => {
    for (const type of ['file-reject', 'upload-start', 'upload-waiting', 'upload-success', 'upload-error']) {
      addEventListener(type, ({ detail }) => {
        events.push({ type, ...detail.upload });
        if (type === 'upload-success' || type === 'upload-error') settle();
      });
    }
  });
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
    violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
  );
  globalThis.watched = { over, events, violations };
}

/** `absent`: files or folders that the project does without. */
async function upload({ url, objects }, absent = []) {
  const { executablePath, args, env } = await findBrowser();
  const browser = await puppeteer.launch({ executablePath, args, env });
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('requestfailed', (request) => {
      if (!absent.some((path) => request.url().startsWith(new URL(path, url).href)))
        errors.push(`${request.method()} ${request.url()} got no answer`);
    });
    await page.evaluateOnNewDocument(listen);
    await page.goto(url);
    const input = await page.waitForSelector('vod-uploader >>> input[type=file]');
    await input.uploadFile(FILE);
    // Not waitForFunction: it needs eval, which the policy forbids
    const over = page.evaluate(() => globalThis.watched.over);
    const tooLong = new Promise((settle) => void setTimeout(settle, 30_000).unref());
    await Promise.race([over, tooLong]);
    const { events, violations } = await page.evaluate(() => globalThis.watched);
    if (events.at(-1)?.type !== 'upload-success') {
      throw new Error(`no upload-success: ${JSON.stringify({ events, violations, errors }, null, 1)}`);
    }
    if (violations.length > 0) throw new Error(`against the page's policy: ${violations.join('; ')}`);
    if (errors.length > 0) throw new Error(`errors in the page: ${errors.join('; ')}`);
    const stored = await (await fetch(objects)).json();
    const sha256 = createHash('sha256').update(readFileSync(FILE)).digest('hex');
    if (!stored.some((object) => object.sha256 === sha256)) {
      throw new Error(`the bucket has not got the file: ${JSON.stringify(stored)}`);
    }
    const log = await (await fetch(objects.replace(/objects$/, 'log'))).json();
    const parts = log.filter(({ op }) => op === 'UploadPart');
    if (!parts.every(({ headers }) => headers['content-md5'])) throw new Error('a part was sent without its checksum');
  } finally {
    await browser.close();
  }
}

/**
 * No bundler: `dist/cdn.js` in a script tag under a strict policy; copied without anything beside it, and with all that the
 * README names.
 */
export async function plainPage(tarball, work) {
  const project = join(work, 'plain');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await npm(project, 'install', tarball);
  cpSync('test/package/plain', project, { recursive: true });
  const copy = (name) =>
    cpSync(join(project, 'node_modules/vod-uploader/dist', name), join(project, name), { recursive: true });
  const [main, ...beside] = ['cdn.js', 'hash-worker.js', 'cdn/'];
  copy(main);
  const server = await serve(project, '.', POLICY);
  try {
    await upload(server, beside);
    for (const name of beside) copy(name);
    await upload(server);
  } finally {
    server.close();
  }
}

/** Vite and React 19: types are checked, the app is built, the built app uploads. */
export async function reactApp(tarball, work) {
  const project = join(work, 'react');
  cpSync('test/package/react', project, { recursive: true });
  await npm(project, 'install', tarball);
  await npm(project, 'run', 'build');
  const server = await serve(project, 'dist');
  try {
    await upload(server);
  } finally {
    server.close();
  }
}

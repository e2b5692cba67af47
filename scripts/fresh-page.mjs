// What a person does on the page of a fresh app, in a real browser: chooses a video, and looks what became of it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './find-browser.mjs';

const FILE = resolve('test/media/clip.mp4');
const NAME = basename(FILE);
const PATIENCE_MS = 30_000;

/** Runs in the page before anything else. */
function listen() {
  const violations = [];
  const events = [];
  const types = ['file-reject', 'upload-start', 'upload-waiting', 'upload-success', 'upload-ready', 'upload-error'];
  for (const type of types) addEventListener(type, ({ detail }) => events.push({ type, ...detail.upload }));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
    violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
  );
  /** The upload that the next event of this type tells of, or nothing after an error. */
  const next = (type) =>
    new Promise((settle) => {
      addEventListener(type, ({ detail }) => settle({ videoId: detail.upload.videoId }), { once: true });
      addEventListener('upload-error', () => settle(), { once: true });
    });
  globalThis.watched = { next, events, violations };
}

/** `absent`: files or folders that the project does without. `meets`: what is done with the page once it is there. */
async function visit({ url, objects }, meets, absent = []) {
  const { executablePath, args, env } = await findBrowser();
  const browser = await puppeteer.launch({ executablePath, args, env });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const errors = [];
    const isAbsent = (address) => absent.some((path) => address.startsWith(new URL(path, url).href));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.location().url) errors.push(message.text());
    });
    page.on('requestfailed', (request) => {
      if (!isAbsent(request.url())) errors.push(`${request.method()} ${request.url()} got no answer`);
    });
    page.on('response', (response) => {
      if (!response.ok() && !isAbsent(response.url()) && !response.url().endsWith('/favicon.ico'))
        errors.push(`${response.request().method()} ${response.url()} got ${response.status()}`);
    });
    await page.evaluateOnNewDocument(listen);
    await page.goto(url);
    await meets(page).catch(async (error) => {
      const { events, violations } = await page.evaluate(() => globalThis.watched);
      throw new Error(`${error.message}: ${JSON.stringify({ events, violations, errors }, null, 1)}`, { cause: error });
    });
    const { violations } = await page.evaluate(() => globalThis.watched);
    if (violations.length > 0) throw new Error(`against the page's policy: ${violations.join('; ')}`);
    if (errors.length > 0) throw new Error(`errors in the page: ${errors.join('; ')}`);
    await isStored(objects);
  } finally {
    await browser.close();
  }
}

async function isStored(objects) {
  const stored = await (await fetch(objects)).json();
  const sha256 = createHash('sha256').update(readFileSync(FILE)).digest('hex');
  if (!stored.some((object) => object.sha256 === sha256)) {
    throw new Error(`the bucket has not got the file: ${JSON.stringify(stored)}`);
  }
  const log = await (await fetch(objects.replace(/objects$/, 'log'))).json();
  const parts = log.filter(({ op }) => op === 'UploadPart');
  if (!parts.every(({ headers }) => headers['content-md5'])) throw new Error('a part was sent without its checksum');
}

const pick = async (page, file) => {
  const input = await page.waitForSelector('vod-uploader >>> input[type=file]');
  await input.uploadFile(file);
};

/** Chooses a file, and resolves to the VideoId once this event has told that it went well. */
async function choose(page, type) {
  await pick(page, FILE);
  // Not waitForFunction: it needs eval, which the policy forbids
  const told = page.evaluate((name) => globalThis.watched.next(name), type);
  const tooLong = new Promise((settle) => void setTimeout(settle, PATIENCE_MS).unref());
  const { videoId } = (await Promise.race([told, tooLong])) ?? {};
  if (!videoId) throw new Error(`no ${type}`);
  return videoId;
}

/** Chooses a file and waits until its bytes are safe. */
export const upload = (server, absent) => visit(server, (page) => choose(page, 'upload-success'), absent);

/** What the page, the framework's form and the browser's know of the upload. */
const standing = () => {
  const form = document.querySelector('form');
  const uploader = form.querySelector('vod-uploader');
  return {
    value: uploader.value,
    rows: uploader.uploads.length,
    'the browser would send the form': form.checkValidity(),
    'the framework would send the form': !form.querySelector('button:not([type=reset])').disabled,
    'the listener has told': form.querySelector('output').textContent,
  };
};

/** Waits for it, and throws with the difference where it does not come. */
async function becomes(page, moment, wanted) {
  const is = `JSON.stringify((${standing})()) === ${JSON.stringify(JSON.stringify(wanted))}`;
  await page.waitForFunction(is).catch(async () => {
    throw new Error(`${moment} ${JSON.stringify({ wanted, found: await page.evaluate(standing) }, null, 1)}`);
  });
}

const stands = (value, isValid, told) => ({
  value,
  rows: value === '' ? 0 : 1,
  'the browser would send the form': isValid,
  'the framework would send the form': isValid,
  'the listener has told': told,
});

/** Fills the form of the documentation in, saves it, empties it, and does so again. */
export const fillIn = (server) =>
  visit(server, async (page) => {
    await page.waitForSelector('vod-uploader >>> ::-p-text(Choose a lecture)');
    await becomes(page, 'at first', stands('', false, ''));
    for (const [round, told] of ['', NAME].entries()) {
      await becomes(page, `before round ${round}`, stands('', false, told));
      const videoId = await choose(page, 'upload-ready');
      await becomes(page, `after round ${round}`, stands(videoId, true, NAME));
      const [request] = await Promise.all([
        page.waitForRequest((each) => each.url().endsWith('/lectures')),
        page.click('button:not([type=reset])'),
      ]);
      const { video } = JSON.parse(request.postData());
      if (video !== videoId) throw new Error(`the form has saved ${request.postData()}, not ${videoId}`);
      await page.click('button[type=reset]');
    }
    await becomes(page, 'at last', stands('', false, NAME));
  });

/**
 * In a form that takes many videos and needs none: one that cannot be sent keeps it back until it is taken off the list;
 * the next one is sent. `work`: a folder for that file.
 */
export const takeOff = (server, work) =>
  visit({ ...server, url: `${server.url}?optional` }, async (page) => {
    const wrong = join(work, 'wrong.mp4');
    writeFileSync(wrong, '<!doctype html><title>No video</title>');
    await page.waitForSelector('form vod-uploader');
    await becomes(page, 'at first', stands('', true, ''));
    await pick(page, wrong);
    await becomes(page, 'with a wrong file', { ...stands('', false, ''), rows: 1 });
    await (await page.waitForSelector('vod-uploader >>> [data-action=remove]')).click();
    await becomes(page, 'without it', stands('', true, ''));
    const videoId = await choose(page, 'upload-ready');
    await becomes(page, 'with a right one', stands(videoId, true, videoId));
  });

// npm run screenshots: every story in light, dark, right to left, 320 px wide and in forced colours, as pictures in
// screenshots/ with a contact sheet (index.html), and looked through by axe in each, with no rule off.
//   npm run screenshots -- media cards     only stories whose id contains one of these
//   npm run screenshots -- --mode dark     only this mode (may be repeated)
//   npm run screenshots -- --no-build      of the Storybook that the last run has built
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { buildStorybook, serveFolder } from './built-storybook.mjs';
import { writeContactSheet } from './contact-sheet.mjs';
import { findBrowser } from './find-browser.mjs';

const FOLDER = 'screenshots';
const STORYBOOK = join(FOLDER, 'storybook');
const WIDE = 900;

/** In this order a page goes from one to the next; the last two differ most from the first. */
const MODES = {
  light: {},
  dark: { colorScheme: 'dark' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
  narrow: { width: 320 },
  rtl: { lang: 'ar', dir: 'rtl' },
};

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mode: { type: 'string', multiple: true }, build: { type: 'boolean', default: true } },
  allowNegative: true,
});
const modes = Object.keys(MODES).filter((mode) => values.mode?.includes(mode) ?? true);
if (modes.length === 0) throw new Error(`--mode is one of ${Object.keys(MODES).join(', ')}`);
const whole = positionals.length === 0 && modes.length === Object.keys(MODES).length;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const began = performance.now();

function storiesIn(folder) {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  return Object.values(entries)
    .filter(({ type, id }) => type === 'story' && (positionals.length === 0 || positionals.some((p) => id.includes(p))))
    .map(({ id, title, name }) => ({ id, title, name }));
}

/** Resolves when the story is drawn and its play function is over; throws what went wrong with it. */
async function open(page, url) {
  await page.goto(url);
  const wrong = await page.waitForFunction(() => {
    const render = globalThis.__STORYBOOK_PREVIEW__?.currentRender;
    if (['finished', 'completed'].includes(render?.phase)) return 'no';
    const shown = document.body.matches('.sb-show-errordisplay, .sb-show-nopreview');
    return (
      (shown || ['errored', 'aborted'].includes(render?.phase)) &&
      (document.querySelector('#error-message')?.textContent.trim() || `it is ${render?.phase}`)
    );
  });
  const what = await wrong.jsonValue();
  if (what !== 'no') throw new Error(what);
}

/** Resolves when nothing is on its way: requests, styles, fonts, pictures, films, transitions. */
async function settle(page, requests) {
  for (;;) {
    await page.evaluate(async () => {
      const roots = [document];
      for (const root of roots)
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      await frame();
      await document.fonts.ready;
      await Promise.all(all('img').map((img) => img.loading !== 'lazy' && img.decode().catch(() => {})));
      const shows = (video) => (video.readyState >= 2 && !video.seeking) || video.error || !video.currentSrc;
      while (!all('video[preload=auto]').every(shows)) await frame();
      const finite = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime < Infinity);
      await Promise.all(finite.map((each) => each.finished.catch(() => {})));
    });
    if (requests.size === 0) return;
    await Promise.race([...requests.values()]);
  }
}

/** The whole story is in sight: what is not is not laid out, and some of it asks for nothing before. */
async function unroll(page, requests, width) {
  let height = 0;
  for (;;) {
    await settle(page, requests);
    const next = await page.evaluate(() => document.documentElement.scrollHeight);
    if (next <= height || next > 12_000) return;
    height = Math.max(next, 640);
    await page.setViewportSize({ width, height });
  }
}

/** The picture of what has come to rest: two in a row are the same. A film's own spinner may turn for ever. */
async function stillPicture(page, options) {
  let before = await page.screenshot(options);
  for (let tries = 0; tries < 20; tries++) {
    const after = await page.screenshot(options);
    if (after.equals(before)) return after;
    before = after;
  }
  return before;
}

/** What is under way; films and streams of events may never end. */
function watch(page) {
  const requests = new Map();
  page.on('request', (request) => {
    if (['media', 'eventsource', 'websocket'].includes(request.resourceType())) return;
    requests.set(
      request,
      request.response().then(
        (response) => response?.finished().then(() => requests.delete(request)),
        () => requests.delete(request),
      ),
    );
  });
  page.on('requestfailed', (request) => requests.delete(request));
  return requests;
}

async function change(page, { width = WIDE, colorScheme = 'light', forcedColors = 'none', lang = 'en', dir = 'ltr' }) {
  await page.setViewportSize({ width, height: 640 });
  await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
  await page.evaluate(
    ([lang, dir]) => {
      Object.assign(document.documentElement, { lang, dir });
      // Said, as a dark page says it: axe takes a page without a background for a white one
      Object.assign(document.documentElement.style, { colorScheme: 'light dark', background: 'Canvas' });
    },
    [lang, dir],
  );
}

/** All of the story and not the empty page below it, unless something lies over the page. */
async function picture(page, path) {
  const clip = await page.evaluate(() => {
    const { clientHeight, scrollWidth } = document.documentElement;
    const over = document.querySelector(':modal, :popover-open') !== null;
    const end = Math.ceil(document.querySelector('#storybook-root').getBoundingClientRect().bottom) + 16;
    return { x: 0, y: 0, width: scrollWidth, height: over ? clientHeight : Math.min(clientHeight, Math.max(end, 40)) };
  });
  writeFileSync(path, await stillPicture(page, { clip, animations: 'disabled' }));
  return clip;
}

/** One line for each violation, with where it is. */
async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run('#storybook-root', { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.flat()) }));
  });
  return found.map(
    ({ id, help, where }) => `${id}: ${help}\n      ${where.map((at) => at.join(' › ')).join('\n      ')}`,
  );
}

async function lookAt(page, requests, story, url) {
  const wrong = [];
  const shots = {};
  let mode = modes[0];
  try {
    await page.setViewportSize({ width: WIDE, height: 640 });
    await open(page, url);
    for (mode of modes) {
      await change(page, MODES[mode]);
      const most = MODES[mode].width ?? WIDE;
      await unroll(page, requests, most);
      const file = `${story.id}--${mode}.png`;
      const { width, height } = await picture(page, join(FOLDER, file));
      shots[mode] = { file, width, height };
      if (width > most) wrong.push(`${story.id}, ${mode}: it is ${width} px wide on a page of ${most}`);
      for (const line of await violations(page)) wrong.push(`${story.id}, ${mode}: ${line}`);
    }
  } catch (error) {
    wrong.push(`${story.id}, ${mode}: ${error.message}`);
  }
  return { wrong, shots };
}

mkdirSync(FOLDER, { recursive: true });
// Of stories that are no more
for (const name of readdirSync(FOLDER)) if (/\.png$/.test(name) && whole) rmSync(join(FOLDER, name));
if (values.build || !existsSync(STORYBOOK)) {
  rmSync(STORYBOOK, { recursive: true, force: true });
  buildStorybook(STORYBOOK);
}
const stories = storiesIn(STORYBOOK);
const server = await serveFolder(STORYBOOK);
const { executablePath, args, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args, env });
const problems = [];
const seen = new Map();
try {
  const left = [...stories];
  const work = async () => {
    const page = await browser.newPage({ viewport: { width: WIDE, height: 640 }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(60_000);
    const requests = watch(page);
    for (let story = left.shift(); story; story = left.shift()) {
      // Its own look at accessibility would be a second one
      const query = new URLSearchParams({ id: story.id, viewMode: 'story', globals: 'a11y.manual:!true' });
      const url = `http://127.0.0.1:${server.address().port}/iframe.html?${query}`;
      const { wrong, shots } = await lookAt(page, requests, story, url);
      problems.push(...wrong);
      seen.set(story.id, shots);
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
} finally {
  await browser.close();
  server.close();
}
writeContactSheet(
  join(FOLDER, 'index.html'),
  modes,
  stories.map((story) => ({ ...story, shots: seen.get(story.id) ?? {} })),
);
const pictures = [...seen.values()].reduce((sum, shots) => sum + Object.keys(shots).length, 0);
for (const problem of problems) console.error(`FAILED  ${problem}`);
console.log(
  `\n${stories.length} stories, ${pictures} pictures in ${FOLDER}/index.html, ${problems.length} problems, ` +
    `${((performance.now() - began) / 1000).toFixed(0)} s`,
);
process.exitCode = problems.length > 0 || pictures === 0 ? 1 : 0;

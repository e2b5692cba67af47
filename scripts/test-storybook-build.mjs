// npm run test:storybook: the built Storybook, served as plain files from a subfolder, is a front door. Story tests alone do
// not see what the bundler drops. Nothing may complain, and nothing may ask for what is not in that folder.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { buildStorybook, serveFolder } from './built-storybook.mjs';
import { findBrowser } from './find-browser.mjs';

const SUBFOLDER = 'some/where';
const SECTIONS = ['Start here', 'Elements', 'Recipes', 'Themes', 'Languages', 'States'];
const PATIENCE = { timeout: 60_000 };
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** The first page is Getting started, and the sidebar's sections stand in their order. */
async function frontPage(page) {
  await page.goto(base);
  const frame = await page.waitForFrame((each) => each.url().includes('iframe.html'), PATIENCE);
  await frame.waitForFunction(
    () => document.querySelector('#storybook-docs h1')?.textContent === 'vod-uploader',
    PATIENCE,
  );
  const said = await page.$$eval('.sidebar-subheading, [data-nodetype=root]', (heads) =>
    heads.map((head) => head.textContent.trim()),
  );
  const found = said.filter((name, at) => said.indexOf(name) === at);
  if (JSON.stringify(found) !== JSON.stringify(SECTIONS)) throw new Error(`its sections are ${found.join(', ')}`);
}

/** Everything that the manifest says of an element stands in its page's table. */
const elementPage = (element) => async (page) => {
  await page.goto(`${base}iframe.html?id=elements-${element.tagName}--docs&viewMode=docs`);
  const { attributes = [], events = [], cssParts = [], cssStates = [], cssProperties = [] } = element;
  const names = [
    ...[attributes, events, cssProperties].flat().map(({ name }) => name),
    ...cssParts.map(({ name }) => `::part(${name})`),
    ...cssStates.map(({ name }) => `:state(${name})`),
  ];
  const read = () =>
    page.$$eval('.docblock-argstable td:first-child', (cells) =>
      cells.map((cell) => cell.textContent.replace('*', '').trim()),
    );
  await page.waitForSelector('.docblock-argstable td', PATIENCE);
  const rows = new Set(await read());
  const missing = names.filter((name) => !rows.has(name));
  if (missing.length > 0) throw new Error(`its table lacks ${missing.join(', ')}`);
};

/** Opens a story, whose play function runs by itself, and waits for what it is to come to. */
const story = (id, shown) => async (page) => {
  await page.goto(`${base}iframe.html?id=${id}&viewMode=story`);
  await page.waitForSelector(shown, { ...PATIENCE, visible: true });
};

const checks = () => [
  ['front page', frontPage],
  ['an empty uploader', story('elements-vod-uploader--empty', 'vod-uploader >>> vod-upload-button >>> button')],
  ['break my network', story('start-here-break-my-network--watch-it-survive', 'break-my-network >>> .verdict.good')],
  ['playground', story('start-here-playground--a-film-on-its-way', 'vod-uploader >>> video')],
  ['a thousand rows', story('recipes-on-a-page--many-uploads', 'vod-uploader >>> li:nth-of-type(3) vod-upload-item')],
  ['theming', (page) => docs(page, 'start-here-theming--docs', 'vod-swatches i')],
  ...elements().map((element) => [`<${element.tagName}>`, elementPage(element)]),
];

async function docs(page, id, shown) {
  await page.goto(`${base}iframe.html?id=${id}&viewMode=docs`);
  await page.waitForSelector(shown, PATIENCE);
}

const elements = () =>
  JSON.parse(readFileSync('custom-elements.json', 'utf8'))
    .modules.flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName);

/** Throws what went wrong in the tab. */
async function look(check) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on(
    'console',
    (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url ?? ''}`),
  );
  page.on('request', (request) => {
    const url = request.url();
    // The browser asks for an icon by itself.
    if (!/^(data|blob):/.test(url) && !url.startsWith(base) && new URL(url, base).pathname !== '/favicon.ico')
      complaints.push(`asks for ${url}`);
  });
  try {
    await check(page);
  } catch (error) {
    throw new Error([error.message, ...complaints].join('\n'), { cause: error });
  } finally {
    await page.close();
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

const totals = { passed: 0, failed: 0 };
const folder = mkdtempSync(join(tmpdir(), 'vod-uploader-storybook-'));
let browser, server, base;
try {
  const { executablePath, args, env } = await findBrowser();
  buildStorybook(join(folder, SUBFOLDER));
  server = await serveFolder(folder);
  base = `http://127.0.0.1:${server.address().port}/${SUBFOLDER}/`;
  browser = await puppeteer.launch({ executablePath, args, env });
  // One after the other: a tab that nobody looks at asks nobody what became of its uploads.
  for (const [name, check] of checks()) {
    await look(check).then(
      () => (totals.passed++, console.log(`ok      ${name}`)),
      (error) => (totals.failed++, console.error(`FAILED  ${name}\n${error.message}`)),
    );
  }
} catch (error) {
  totals.failed++;
  console.error(error.message);
} finally {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;

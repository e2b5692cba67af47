// npm run test:storybook: the built Storybook, served as plain files, shows its stories; Story tests alone do not see
// what the bundler drops.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { buildStorybook, serveFolder } from './built-storybook.mjs';
import { findBrowser } from './find-browser.mjs';

const STORIES = ['uploader-states--empty', 'uploader-states--empty-for-many', 'uploader-live--upload'];
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** Throws unless the story shows an uploader with its button, in words, and nothing complains. */
async function look(browser, url) {
  const page = await browser.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on(
    'console',
    (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url ?? ''}`),
  );
  try {
    await page.goto(url);
    await page.waitForSelector('vod-uploader >>> vod-upload-button >>> button', { visible: true, timeout: 20_000 });
    const words = await page.$eval('vod-uploader >>> vod-upload-button >>> button', (button) => button.textContent);
    if (!/Choose/.test(words)) throw new Error(`its button says "${words.trim()}"`);
  } catch (error) {
    throw new Error([error.message, ...complaints].join('\n'), { cause: error });
  } finally {
    await page.close();
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

const totals = { passed: 0, failed: 0 };
const folder = mkdtempSync(join(tmpdir(), 'vod-uploader-storybook-'));
let browser, server;
try {
  const { executablePath, args, env } = await findBrowser();
  buildStorybook(folder);
  server = await serveFolder(folder);
  browser = await puppeteer.launch({ executablePath, args, env });
  for (const id of STORIES) {
    const url = `http://127.0.0.1:${server.address().port}/iframe.html?id=${id}&viewMode=story`;
    await look(browser, url).then(
      () => (totals.passed++, console.log(`ok      ${id}`)),
      (error) => (totals.failed++, console.error(`FAILED  ${id}\n${error.message}`)),
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

import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findFirefox } from './scripts/find-firefox.mjs';
import { shared } from './scripts/wtr-shared.mjs';

/** Puppeteer asks for more than a Firefox that is older than it knows (a screen's orientation): the size is set before that. */
async function createPage({ context }) {
  const page = await context.newPage();
  const setViewport = page.setViewport.bind(page);
  page.setViewport = (viewport) => setViewport(viewport).catch(() => undefined);
  return page;
}

export default {
  ...(await shared()),
  browsers: [
    chromeLauncher({
      puppeteer,
      createPage,
      launchOptions: { browser: 'firefox', executablePath: findFirefox(), headless: true },
    }),
  ],
  concurrency: 1,
};

// What the elements look like, against pictures of how they shall look, in a font that is the same everywhere.
//   UPDATE_PICTURES=1 npx vitest run --config vitest.node.config.ts test/pictures.node.test.ts
// makes the pictures anew; look at them before they are committed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scene } from './pictures/scenes.js';
import { blockFont } from './support/block-font.js';
import { launchBrowser, newPage } from './support/browser-page.js';

const FOLDER = 'test/fixtures/pictures';
/** Git knows nothing of it. */
const DIFFERENT = 'screenshots/different';
const WIDE = 680;

/** Of 255: what two machines may round differently. */
const SHADE = 12;
/** Corners are rounded by the graphics driver. The smallest change that counts, of a border's colour, is of hundreds. */
const PIXELS = 24;

/** However this machine draws letters and colours otherwise. */
const SAME_EVERYWHERE = ['--disable-lcd-text', '--font-render-hinting=none', '--force-color-profile=srgb'];

interface Picture {
  readonly scene: Scene;
  readonly width?: number;
  readonly direction?: 'rtl';
  readonly scheme?: 'light' | 'dark';
}

const PICTURES: Readonly<Record<string, Picture>> = {
  empty: { scene: 'empty' },
  'empty-dark': { scene: 'empty', scheme: 'dark' },
  many: { scene: 'many' },
  'many-dark': { scene: 'many', scheme: 'dark' },
  'many-320': { scene: 'many', width: 320 },
  'many-rtl': { scene: 'many', direction: 'rtl' },
  failed: { scene: 'failed' },
  ready: { scene: 'ready' },
  card: { scene: 'card' },
  import: { scene: 'import' },
};

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [{ outputFiles }] = await Promise.all([
    build({ entryPoints: ['test/pictures/scenes.ts'], bundle: true, write: false, format: 'esm', logLevel: 'error' }),
    launchBrowser(...SAME_EVERYWHERE).then((launched) => (browser = launched)),
  ]);
  page = await newPage(browser);
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.setContent(`<!doctype html><html lang="en"><style>
    @font-face { font-family: Block; font-weight: 100 900; src: url(data:font/ttf;base64,${Buffer.from(blockFont()).toString('base64')}) }
    html { background: Canvas; font: 16px Block; --vod-font: Block; --vod-font-size: 16px }
    body { margin: 0 } main { padding: 16px }
  </style><main></main></html>`);
  await page.addScriptTag({ type: 'module', content: outputFiles[0]!.text });
  await page.evaluate(() => document.fonts.load('16px Block'));
});

afterAll(async () => {
  await browser?.close();
});

async function take({ scene, width = WIDE, direction, scheme = 'light' }: Picture, css = ''): Promise<string> {
  await page.setViewport({ width, height: 1200 });
  await page.evaluate(
    (each, dir, colours, more) => {
      document.querySelector('main')!.style.cssText = more;
      return globalThis.pictures.show(each, dir, colours);
    },
    scene,
    direction ?? 'ltr',
    scheme,
    css,
  );
  const main = (await page.$('main'))!;
  return main.screenshot({ encoding: 'base64' });
}

const compare = (one: string, other: string): Promise<number | null> =>
  page.evaluate((a, b, shade) => globalThis.pictures.difference(a, b, shade), one, other, SHADE);

const reference = (name: string): string => join(FOLDER, `${name}.png`);

describe('it looks as it shall', () => {
  for (const [name, picture] of Object.entries(PICTURES))
    it(name, async () => {
      const now = await take(picture);
      const path = reference(name);
      if (process.env.UPDATE_PICTURES) {
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(path, now, 'base64');
        return;
      }
      const seen = join(DIFFERENT, `${name}.png`);
      const pixels = existsSync(path) ? await compare(now, readFileSync(path, 'base64')) : Infinity;
      // Of another size is different altogether; Infinity gets lost on the way from the page.
      if (pixels === null || pixels > PIXELS) {
        mkdirSync(DIFFERENT, { recursive: true });
        writeFileSync(seen, now, 'base64');
      } else rmSync(seen, { force: true });
      expect(pixels ?? Infinity, `${seen} is not like ${path}; if it shall be: UPDATE_PICTURES=1`).toBeLessThanOrEqual(
        PIXELS,
      );
    });
});

describe('a change that can be seen is one', () => {
  const CHANGES = {
    'another radius': '--vod-radius: 12px',
    'a border that is gone': '--vod-border: transparent',
    'another accent': '--vod-accent: #4a55d9',
    'a fainter text': '--vod-muted: #666',
    'rows 4 px apart': '--vod-gap: 16px',
    'rows 4 px higher': '--vod-pad: 12px',
    'a thicker bar': '--vod-bar: 7px',
    'larger letters': '--vod-font-size: 17px',
  };
  for (const [what, css] of Object.entries(CHANGES))
    it(what, async () => {
      const pixels = await compare(await take(PICTURES['many']!, css), readFileSync(reference('many'), 'base64'));
      expect(pixels ?? Infinity).toBeGreaterThan(PIXELS * 2);
    });
});

// What web-test-runner does not bring: a plain closing line, the file chooser, packages as single modules, the emulator.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { failuresOfSession, testsOfSession } from './failures.mjs';

/** Prints `N passed, N failed`; with TEST_TOTALS also writes the numbers and what failed to that file. A file that did not load counts as failed. */
export const plainSummary = () => ({
  onTestRunFinished({ sessions }) {
    const all = [...sessions];
    const tests = all.flatMap(testsOfSession);
    const failures = all.flatMap(failuresOfSession);
    const passed = tests.filter((test) => test.passed && !test.skipped).length;
    const skipped = tests.filter((test) => test.skipped).length;
    const totals = { passed, failed: failures.length, skipped, failures };
    // At once: the runner does not wait before it exits.
    if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, JSON.stringify(totals));
    console.log(`\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  },
});

/**
 * `executeServerCommand('set-files', { selector, files })`: gives files of the disk (paths from the project's root) to a
 * file input the way its chooser does. `selector` is Puppeteer's: `vod-uploader >>> input[type=file]` looks into shadow roots.
 */
export const setFiles = () => ({
  name: 'set-files',
  async executeCommand({ command, payload, session }) {
    if (command !== 'set-files') return undefined;
    const input = await session.browser.getPage(session.id).$(payload.selector);
    if (!input) throw new Error(`set-files: nothing matches ${payload.selector}`);
    await input.uploadFile(...payload.files);
    return true;
  },
});

/** What `media-features` may set. */
const FEATURES = ['forced-colors', 'prefers-contrast', 'prefers-reduced-motion'];

/**
 * `executeServerCommand('media-features', { 'forced-colors': 'active' })`: the page as somebody has set their system, and
 * what is not named as it is; `{}` takes it back. Only Chromium can be told so.
 */
export function mediaFeatures() {
  const sessions = new WeakMap();
  return {
    name: 'media-features',
    async executeCommand({ command, payload, session }) {
      if (command !== 'media-features') return undefined;
      const page = session.browser.getPage(session.id);
      // One, because what another has set stays until that has gone.
      const cdp = sessions.get(page) ?? (await page.createCDPSession());
      sessions.set(page, cdp);
      const features = FEATURES.map((name) => ({ name, value: payload[name] ?? '' }));
      await cdp.send('Emulation.setEmulatedMedia', { features });
      return true;
    },
  };
}

/**
 * Packages that are bundled once to a module and served untouched: ali-oss ships as UMD, which a browser cannot import, and
 * mediabunny as a hundred files.
 */
export async function prebundled(...names) {
  const bundles = new Map();
  for (const name of names) {
    const { outputFiles } = await build({
      stdin: {
        contents: name === 'ali-oss' ? `export { default } from '${name}';` : `export * from '${name}';`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      minify: true,
      write: false,
      logLevel: 'error',
    });
    bundles.set(`/__prebundled/${name}.js`, outputFiles[0].text);
  }
  return {
    name: 'prebundled',
    resolveImport: ({ source }) => (names.includes(source) ? `/__prebundled/${source}.js` : undefined),
    serve: ({ path }) => (bundles.has(path) ? { body: bundles.get(path), type: 'js' } : undefined),
  };
}

/** `wtr --files 'test/oss/*.test.ts'` also matches the tests that are Node's; to a browser they are empty. */
export const withoutNodeTests = () => ({
  name: 'without-node-tests',
  serve: ({ path }) => (path.endsWith('.node.test.ts') ? { body: '', type: 'js' } : undefined),
});

/** web-test-runner listens on every interface, and the emulator is nobody's business but ours. */
export function loopbackOnly(context, next) {
  const from = context.req.socket.remoteAddress ?? '';
  if (/^(::1|(::ffff:)?127\.)/.test(from)) return next();
  context.status = 403;
  return undefined;
}

/** VOD and OSS on the test page's own port, OSS under `http://<bucket>.oss.localhost:<port>/`: another origin. */
export async function emulator() {
  const { emulatorMiddleware } = await tsImport('../src/emulator/wtr.ts', import.meta.url);
  return emulatorMiddleware();
}

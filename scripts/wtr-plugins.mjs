// What web-test-runner does not bring: a plain closing line, the file chooser, ali-oss as a module, the emulator.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';

function count(suite, totals) {
  for (const test of suite.tests) totals[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite.suites) count(inner, totals);
  return totals;
}

/** Prints `N passed, N failed`; with TEST_TOTALS also writes the numbers to that file. A file that did not load counts as failed. */
export const plainSummary = () => ({
  onTestRunFinished({ sessions }) {
    const totals = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      if (session.testResults) count(session.testResults, totals);
      if (session.errors.length > 0) totals.failed += session.errors.length;
      else if (!session.testResults) totals.failed++;
    }
    // At once: the runner does not wait before it exits.
    if (process.env.TEST_TOTALS) writeFileSync(process.env.TEST_TOTALS, JSON.stringify(totals));
    const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
    console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
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

/** ali-oss ships as UMD, which a browser cannot import: bundled once to a module and served untouched. */
export async function aliOss() {
  const url = '/__prebundled/ali-oss.js';
  const { outputFiles } = await build({
    stdin: { contents: `export { default } from 'ali-oss';`, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    minify: true,
    write: false,
    logLevel: 'error',
  });
  return {
    name: 'ali-oss',
    resolveImport: ({ source }) => (source === 'ali-oss' ? url : undefined),
    serve: ({ path }) => (path === url ? { body: outputFiles[0].text, type: 'js' } : undefined),
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

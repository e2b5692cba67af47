// What the browser tests have in common, whatever the browser.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { accessibilityTree } from './accessibility-tree.mjs';
import {
  emulator,
  loopbackOnly,
  mediaFeatures,
  plainSummary,
  prebundled,
  setFiles,
  withoutNodeTests,
} from './wtr-plugins.mjs';

// The runner leaves a page whose uploads may be at risk: nobody is there to answer the browser's question.
const LEAVE = `addEventListener('beforeunload', (event) => event.isTrusted && event.stopImmediatePropagation(), true)`;

export async function shared() {
  return {
    files: ['test/**/*.test.ts', '!test/**/*.node.test.ts'],
    hostname: 'localhost',
    nodeResolve: { exportConditions: ['production', 'default'] },
    middleware: [loopbackOnly, await emulator()],
    plugins: [
      withoutNodeTests(),
      await prebundled('ali-oss', 'mediabunny'),
      setFiles(),
      accessibilityTree(),
      mediaFeatures(),
      esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    ],
    reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: !process.env.CI }), plainSummary()],
    testRunnerHtml: (framework) =>
      `<!doctype html><html><body><script>${LEAVE}</script><script type="module" src="${framework}"></script></body></html>`,
    filterBrowserLogs: ({ type }) => type === 'error',
    // Tests end with what they wait for; the limits are for what hangs, on a machine as busy as it may be.
    testFramework: { config: { timeout: 180_000 } },
    browserStartTimeout: 120_000,
    testsStartTimeout: 60_000,
    testsFinishTimeout: 300_000,
  };
}

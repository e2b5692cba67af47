import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from './scripts/find-browser.mjs';
import { aliOss, emulator, loopbackOnly, plainSummary, setFiles, withoutNodeTests } from './scripts/wtr-plugins.mjs';

const { executablePath, args, env } = await findBrowser();

export default {
  files: ['test/**/*.test.ts', '!test/**/*.node.test.ts'],
  hostname: 'localhost',
  nodeResolve: { exportConditions: ['production', 'default'] },
  browsers: [chromeLauncher({ launchOptions: { executablePath, args, env } })],
  middleware: [loopbackOnly, ...(await emulator())],
  plugins: [
    withoutNodeTests(),
    await aliOss(),
    setFiles(),
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
  ],
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: !process.env.CI }), plainSummary()],
  filterBrowserLogs: ({ type }) => type === 'error',
  testFramework: { config: { timeout: 10_000 } },
  coverageConfig: {
    include: ['src/**/*.ts'],
    reporters: ['lcovonly'],
    reportDir: 'coverage/browser',
  },
};

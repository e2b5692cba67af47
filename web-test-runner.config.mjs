import { chromeLauncher } from '@web/test-runner-chrome';
import { findBrowser } from './scripts/find-browser.mjs';
import { shared } from './scripts/wtr-shared.mjs';

const { executablePath, args, env } = await findBrowser();

export default {
  ...(await shared()),
  browsers: [chromeLauncher({ launchOptions: { executablePath, args, env } })],
  coverageConfig: {
    include: ['src/**/*.ts'],
    reporters: ['lcovonly'],
    reportDir: `${process.env.COVERAGE_FOLDER ?? 'coverage'}/browser`,
  },
};

// npm run test:browsers: the browser tests in Firefox (Puppeteer over WebDriver BiDi). Extra arguments go to web-test-runner.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findFirefox } from './find-firefox.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

if (!findFirefox()) {
  console.error('No Firefox to test with: install it (on Debian: apt-get install firefox-esr), or set FIREFOX_PATH.');
  process.exit(1);
}
const wtr = ['node_modules/@web/test-runner/dist/bin.js', '--config', 'web-test-runner.firefox.config.mjs'];
process.exitCode = spawnSync(process.execPath, [...wtr, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;

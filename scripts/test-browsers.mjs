// npm run test:browsers: the browser tests in every browser that is here. `-- firefox` picks one (or several); what begins
// with a dash, and what follows it, goes to web-test-runner: `-- webkit --files test/web/send.test.ts`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser.mjs';
import { findFirefox } from './find-firefox.mjs';
import { findWebKit } from './find-webkit.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const BROWSERS = {
  chromium: {
    config: 'web-test-runner.config.mjs',
    isHere: () =>
      findBrowser().then(
        () => true,
        () => false,
      ),
    install: 'no Chrome, Chromium or Edge: install one, or set CHROME_PATH',
  },
  firefox: {
    config: 'web-test-runner.firefox.config.mjs',
    isHere: async () => findFirefox() !== undefined,
    install: 'no Firefox: install it (on Debian: apt-get install firefox-esr), or set FIREFOX_PATH',
  },
  webkit: {
    config: 'web-test-runner.webkit.config.mjs',
    isHere: async () => findWebKit() !== undefined,
    install: 'no WebKitGTK with its driver (on Debian: apt-get install webkit2gtk-driver xvfb)',
  },
};

const given = process.argv.slice(2);
const dash = given.findIndex((word) => word.startsWith('-'));
const wanted = given.slice(0, dash < 0 ? given.length : dash);
const forRunner = dash < 0 ? [] : given.slice(dash);
for (const name of wanted) {
  if (name in BROWSERS) continue;
  console.error(`No browser is called ${name}: ${Object.keys(BROWSERS).join(', ')}.`);
  process.exit(1);
}

const out = mkdtempSync(join(tmpdir(), 'test-browsers-'));
process.on('exit', () => rmSync(out, { recursive: true, force: true }));

const lines = [];
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const [name, { config, isHere, install }] of Object.entries(BROWSERS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (!(await isHere())) {
    lines.push(`${name}: skipped: ${install}`);
    continue;
  }
  console.log(`\n${name}`);
  const report = join(out, `${name}.json`);
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/@web/test-runner/dist/bin.js', '--config', config, ...forRunner],
    { stdio: 'inherit', env: { ...process.env, TEST_TOTALS: report } },
  );
  const totals = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  // Ended badly though no test failed, or tested nothing: then the browser itself has failed.
  if (totals.failed === 0 && (status !== 0 || totals.passed === 0)) totals.failed = 1;
  for (const key of Object.keys(sum)) sum[key] += totals[key];
  lines.push(`${name}: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
}

// Nothing found is no success.
if (sum.passed === 0) sum.failed ||= 1;
console.log(`\n${lines.join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;

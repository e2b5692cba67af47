// npm test: Node tests, browser tests, story tests, coverage of both; the last line is `N passed, N failed`.
//   npm test -- node browser     only these suites (node, browser, stories, checks); no coverage verdict then
//   npm test -- oss/xml           only the test files whose path contains this
//   npm test -- --no-coverage
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printCoverage } from './coverage.mjs';
import { findBrowser } from './find-browser.mjs';

const LINES_AT_LEAST = 90;
const SUITES = ['node', 'browser', 'stories', 'checks'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const args = process.argv.slice(2);
const wanted = args.filter((arg) => SUITES.includes(arg));
const filters = args.filter((arg) => !SUITES.includes(arg) && !arg.startsWith('--'));
const whole = wanted.length === 0 && filters.length === 0;
const coverage = whole && !args.includes('--no-coverage');
const has = (suite) => wanted.length === 0 || wanted.includes(suite);

const totals = { passed: 0, failed: 0 };
/** Of this run alone: another one may be under way. What is in it moves to coverage/ at the end. */
const out = mkdtempSync(join(tmpdir(), 'vod-uploader-tests-'));
process.env.COVERAGE_FOLDER = out;

const files = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map((name) => join(folder, name).replaceAll('\\', '/'))
        .filter((name) => name.endsWith(ending) && filters.every((filter) => name.includes(filter)))
    : [];

function run(title, command, env = {}) {
  console.log(`\n── ${title}`);
  const began = performance.now();
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...env } });
  console.log(`   ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return status === 0;
}

/** A suite that ends badly with no failed test (it crashed, or found nothing to run) is a failure too. */
function add(ok, passed, failed) {
  totals.passed += passed;
  totals.failed += ok ? failed : Math.max(failed, 1);
}

function vitest(title, config, name, more = []) {
  const report = join(out, `${name}.json`);
  const ok = run(title, [
    'node_modules/vitest/vitest.mjs',
    'run',
    `--config=${config}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
  ]);
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  add(ok, result.numPassedTests ?? 0, result.numFailedTests ?? 0);
}

const nodeTests = files('test', '.node.test.ts');
const browserTests = files('test', '.test.ts').filter((file) => !file.endsWith('.node.test.ts'));
const stories = files('stories', '.stories.ts');

function finish() {
  rmSync(out, { recursive: true, force: true });
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  process.exit(totals.failed > 0 ? 1 : 0);
}

// Before anything that needs it (some Node tests drive one too): fetching it may take longer than a test may
await findBrowser().catch((error) => {
  console.error(`\n${error.message}`);
  totals.failed++;
  finish();
});
if (nodeTests.length + browserTests.length + stories.length === 0)
  console.error(`No test file's path contains ${filters.join(' and ')}.`);

if (has('node') && nodeTests.length > 0) {
  vitest('Node tests', 'vitest.node.config.ts', 'node', [...filters, ...(coverage ? ['--coverage'] : [])]);
}

if (has('browser') && browserTests.length > 0) {
  const report = join(out, 'browser.json');
  const cli = ['node_modules/@web/test-runner/dist/bin.js', ...(coverage ? ['--coverage'] : [])];
  const chosen = filters.length > 0 ? ['--files', ...browserTests] : [];
  const ok = run('Browser tests', [...cli, ...chosen], { TEST_TOTALS: report });
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 };
  add(ok, result.passed, result.failed);
}

if (has('stories') && stories.length > 0) {
  const cem = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
  const ok = run('Elements manifest', [cem, 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet']);
  add(ok, 0, 0);
  vitest('Story tests', 'vitest.stories.config.ts', 'stories', filters);
}

if (has('checks') && filters.length === 0 && existsSync('test/emulator')) {
  const ok = run('Each check of the emulator is needed', ['scripts/checks-bite.mjs']);
  add(ok, ok ? 1 : 0, ok ? 0 : 1);
}

if (coverage) {
  const enough = printCoverage([join(out, 'node/lcov.info'), join(out, 'browser/lcov.info')], LINES_AT_LEAST);
  if (!enough) {
    console.error(`Fewer than ${LINES_AT_LEAST} % of the lines ran.`);
    totals.failed++;
  }
}

if (coverage) {
  rmSync('coverage', { recursive: true, force: true });
  cpSync(out, 'coverage', { recursive: true });
}
if (totals.passed === 0) totals.failed ||= 1;
finish();

// npm test: Node tests, browser tests, story tests, coverage of both; the last line is `N passed, N failed`.
// Two suites at a time: Node tests in real time mostly wait for a browser, so others run beside them.
//   npm test -- node browser     only these suites (node, browser, stories, checks); no coverage verdict then
//   npm test -- oss/xml           only the test files whose path contains this
//   npm test -- --no-coverage
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printCoverage } from './coverage.mjs';
import { failureOfSuite, failuresOfVitest, printFailures } from './failures.mjs';
import { findBrowser } from './find-browser.mjs';

const LINES_AT_LEAST = 90;
/** Characters of a suite's output that are kept for its last words. */
const END_OF_OUTPUT = 8192;
const SUITES = ['node', 'browser', 'stories', 'checks'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const args = process.argv.slice(2);
const wanted = args.filter((arg) => SUITES.includes(arg));
const filters = args.filter((arg) => !SUITES.includes(arg) && !arg.startsWith('--'));
const whole = wanted.length === 0 && filters.length === 0;
const coverage = whole && !args.includes('--no-coverage');
const has = (suite) => wanted.length === 0 || wanted.includes(suite);

const totals = { passed: 0, failed: 0 };
const failures = [];
/** Of this run alone: another one may be under way. What is in it moves to coverage/ at the end. */
const out = mkdtempSync(join(tmpdir(), 'vod-uploader-tests-'));
process.env.COVERAGE_FOLDER = out;

const files = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map((name) => join(folder, name).replaceAll('\\', '/'))
        .filter((name) => name.endsWith(ending) && filters.every((filter) => name.includes(filter)))
    : [];

/** Says nothing before the lane's turn, so that what runs at the same time does not mix. */
async function run(lane, title, command, env = {}) {
  const began = performance.now();
  const child = spawn(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...process.env, ...env },
  });
  lane.say(`\n── ${title}\n`);
  let last = '';
  const hear = (data) => {
    last = (last + data).slice(-END_OF_OUTPUT);
    lane.say(data);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const status = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  lane.say(`   ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  return { title, ok: status === 0, last };
}

function createLane() {
  const held = [];
  let speak = (text) => held.push(text);
  return {
    say: (text) => speak(text),
    open() {
      for (const text of held) process.stdout.write(text);
      speak = (text) => process.stdout.write(text);
    },
  };
}

/** A suite that ends badly with no failed test (it crashed, or found nothing to run) is a failure too. */
function add({ title, ok, last }, passed, failed, whatFailed = []) {
  totals.passed += passed;
  totals.failed += ok ? failed : Math.max(failed, 1);
  failures.push(...whatFailed);
  if (!ok && whatFailed.length === 0) failures.push(failureOfSuite(title, last));
}

async function vitest(lane, title, config, name, more = [], env = {}) {
  const report = join(out, `${name}.json`);
  const command = [
    'node_modules/vitest/vitest.mjs',
    'run',
    `--config=${config}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...more,
  ];
  const ended = await run(lane, title, command, env);
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  add(ended, result.numPassedTests ?? 0, result.numFailedTests ?? 0, failuresOfVitest(result));
}

const nodeTests = files('test', '.node.test.ts');
const browserTests = files('test', '.test.ts').filter((file) => !file.endsWith('.node.test.ts'));
const stories = files('stories', '.stories.ts');

async function finish() {
  rmSync(out, { recursive: true, force: true });
  printFailures(failures);
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  // What was said before has to get through a pipe.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(totals.failed > 0 ? 1 : 0);
}

// Before anything that needs it (some Node tests drive one too): fetching it may take longer than a test may
await findBrowser().catch(async (error) => {
  console.error(`\n${error.message}`);
  totals.failed++;
  await finish();
});
if (nodeTests.length + browserTests.length + stories.length === 0)
  console.error(`No test file's path contains ${filters.join(' and ')}.`);

async function node(lane, project, name) {
  const more = [`--project=${project}`, '--passWithNoTests', ...filters, ...(coverage ? ['--coverage'] : [])];
  await vitest(lane, `Node tests, ${project}`, 'vitest.node.config.ts', name, more, { COVERAGE_NAME: name });
}

async function browser(lane) {
  const report = join(out, 'browser.json');
  const cli = ['node_modules/@web/test-runner/dist/bin.js', ...(coverage ? ['--coverage'] : [])];
  const chosen = filters.length > 0 ? ['--files', ...browserTests] : [];
  const ended = await run(lane, 'Browser tests', [...cli, ...chosen], { TEST_TOTALS: report });
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { passed: 0, failed: 0 };
  add(ended, result.passed, result.failed, result.failures);
}

async function storyTests(lane) {
  const cem = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
  const manifest = [cem, 'analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'];
  add(await run(lane, 'Elements manifest', manifest), 0, 0);
  await vitest(lane, 'Story tests', 'vitest.stories.config.ts', 'stories', filters);
}

async function checks(lane) {
  const ended = await run(lane, 'Each check of the emulator is needed', ['scripts/checks-bite.mjs']);
  add(ended, ended.ok ? 1 : 0, 0);
}

/** The longest first. */
const suites = [
  has('node') && nodeTests.length > 0 && ((lane) => node(lane, 'real time', 'node-real-time')),
  has('node') && nodeTests.length > 0 && ((lane) => node(lane, 'virtual time', 'node')),
  has('browser') && browserTests.length > 0 && browser,
  has('stories') && stories.length > 0 && storyTests,
  has('checks') && filters.length === 0 && existsSync('test/emulator') && checks,
].filter(Boolean);

/** Two at a time, one for each processor of a small machine: whichever is over makes room for the next. */
async function runAll() {
  const lanes = suites.map(() => createLane());
  lanes[0]?.open();
  const over = new Set();
  let next = 0;
  let heard = 0;
  const work = async () => {
    while (next < suites.length) {
      const n = next++;
      await suites[n](lanes[n]);
      over.add(n);
      while (over.has(heard)) lanes[++heard]?.open();
    }
  };
  await Promise.all([work(), work()]);
}
await runAll();

if (coverage) {
  const enough = printCoverage(
    ['node', 'node-real-time', 'browser'].map((name) => join(out, name, 'lcov.info')),
    LINES_AT_LEAST,
  );
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
await finish();

// Each check of the emulator (signature, token, …) must be needed by a test: with the check off, some test goes red.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKS = ['signature', 'token', 'md5', 'partSize', 'order'];
/** The part of the tests that looks at OSS's refusals; the rest would only take time. */
const TESTS = ['test/emulator/oss-'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const reports = await mkdtemp(join(tmpdir(), 'checks-'));

/** The first test that fails with a check off ('' for none); undefined when all pass. */
async function firstRed(check) {
  const file = join(reports, `${check || 'none'}.json`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config=vitest.node.config.ts', '--bail=1'];
  args.push('--reporter=json', `--outputFile=${file}`, ...TESTS);
  const env = { ...process.env, EMULATOR_WITHOUT: check };
  const child = spawn(process.execPath, args, { stdio: 'ignore', env });
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  const { testResults, numPassedTests } = JSON.parse(await readFile(file, 'utf8'));
  // A file that does not load would prove nothing
  const broken = testResults.find((result) => result.status === 'failed' && result.assertionResults.length === 0);
  if (broken) throw new Error(`${broken.name} does not load: ${broken.message}`);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const red = tests.find(({ status }) => status === 'failed');
  if (!red && numPassedTests === 0) throw new Error('no test ran');
  return red?.title;
}

let ok = true;
try {
  const before = await firstRed('');
  if (before !== undefined) throw new Error(`fails with every check on: ${before}`);
  console.log('without    goes red, for example');
  for (const check of CHECKS) {
    const red = await firstRed(check);
    ok &&= red !== undefined;
    console.log(`${check.padEnd(10)} ${red ?? '— nothing: NO TEST NEEDS THIS CHECK'}`);
  }
} catch (error) {
  console.error(error.message);
  ok = false;
} finally {
  await rm(reports, { recursive: true, force: true });
}
process.exitCode = ok ? 0 : 1;

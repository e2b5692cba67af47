// Each check of the emulator (signature, token, …) must be needed by a test: with the check off, some test goes red.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKS = ['signature', 'token', 'md5', 'partSize', 'order'];
const FOLDERS = ['test/emulator', 'test/oss'];

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const reports = await mkdtemp(join(tmpdir(), 'checks-'));

/** How many tests pass and fail with one check off ('' for none). */
async function withoutCheck(check) {
  const file = join(reports, `${check || 'all'}.json`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config=vitest.node.config.ts', '--reporter=json'];
  const child = spawn(process.execPath, [...args, `--outputFile=${file}`, ...FOLDERS], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, EMULATOR_WITHOUT: check },
  });
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(file, 'utf8'));
  const red = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  // A file that did not even load is no proof
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests, broken: broken.length, first: red[0]?.title ?? '' };
}

let ok = true;
try {
  const all = await withoutCheck('');
  if (all.failed > 0 || all.broken > 0 || all.passed === 0) {
    console.error(
      `With every check on, ${all.failed + all.broken} failed and ${all.passed} passed (first: ${all.first})`,
    );
    ok = false;
  } else {
    console.log('without     red  for example');
    for (const check of CHECKS) {
      const { failed, broken, first } = await withoutCheck(check);
      const bites = failed > 0 && broken === 0;
      ok &&= bites;
      console.log(`${check.padEnd(10)} ${String(failed).padStart(4)}  ${bites ? first : 'NO TEST NOTICES'}`);
    }
  }
} finally {
  await rm(reports, { recursive: true, force: true });
}
process.exitCode = ok ? 0 : 1;

// npm run sabotage: each defence must be needed by the rows of the catalogue of faults that are named for it in
// defences.mjs: with the defence off they go red, with every defence on all are green.
//   npm run sabotage -- checksum sleep     only these
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFENCES } from './defences.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const FOLDER = 'test/faults';
const reports = await mkdtemp(join(tmpdir(), 'sabotage-'));
const wanted = process.argv.slice(2);

const tests = new Map();
for (const name of await readdir(FOLDER)) {
  if (name.endsWith('.node.test.ts')) tests.set(`${FOLDER}/${name}`, await readFile(join(FOLDER, name), 'utf8'));
}

/** Titles of the tests that fail, of these rows or of all. */
async function redOnes(name, rows) {
  const report = join(reports, `${name}.json`);
  const files = [...tests].filter(([, text]) => rows === undefined || rows.some((row) => text.includes(`'${row}'`)));
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config=vitest.sabotage.config.ts'];
  args.push('--reporter=json', `--outputFile=${report}`, ...files.map(([file]) => file));
  if (rows) args.push('-t', `(^| )(${rows.join('|')}) `);
  const child = spawn(process.execPath, args, { stdio: 'ignore', env: { ...process.env, SABOTAGE: name } });
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'));
  // A file that does not load would prove nothing
  const broken = testResults.find((result) => result.status === 'failed' && result.assertionResults.length === 0);
  if (broken) throw new Error(`${broken.name} does not load: ${broken.message}`);
  if (numPassedTests + numFailedTests === 0) throw new Error(`no test ran for ${name}`);
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ title }) => title);
}

async function checkEdits() {
  for (const { name, edits } of DEFENCES) {
    for (const { file, find } of edits) {
      const found = (await readFile(file, 'utf8')).split(find).length - 1;
      if (found !== 1) throw new Error(`${name}: ${found} times in ${file}: ${find}`);
    }
  }
}

let ok = true;
try {
  const unknown = wanted.filter((name) => !DEFENCES.some((each) => each.name === name));
  if (unknown.length > 0) throw new Error(`no defence ${unknown.join(', ')}`);
  await checkEdits();
  const before = await redOnes('none');
  if (before.length > 0) throw new Error(`red with every defence on: ${before.join('; ')}`);
  console.log('defence              red rows');
  for (const { name, red } of DEFENCES) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const titles = await redOnes(name, red);
    const green = red.filter((row) => !titles.some((title) => title.startsWith(`${row} `)));
    ok &&= green.length === 0;
    const found = red.filter((row) => !green.includes(row)).join(' ') || '—';
    console.log(`${name.padEnd(20)} ${found}${green.length > 0 ? `   STILL GREEN: ${green.join(' ')}` : ''}`);
  }
} catch (error) {
  console.error(error.message);
  ok = false;
} finally {
  await rm(reports, { recursive: true, force: true });
}
process.exitCode = ok ? 0 : 1;

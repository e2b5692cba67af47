// npm run storm: people, faults and crashes at random over the real pipeline, in virtual time (test/storm).
//   npm run storm                            50,000 uploads, from a new seed each time
//   npm run storm -- --seed 7 --uploads 40   one round, exactly as it was
//   npm run storm -- --sabotage              with each defence that is marked `storm` switched off, something must be lost
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tsImport } from 'tsx/esm/api';
import { DEFENCES } from './defences.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const ROUND = 40;
/** Rounds that one process plays before the next one takes over. */
const SHIFT = 50;
/** A defence that is off must show within so many rounds. */
const SABOTAGED = 100;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1, 1e9)) },
    uploads: { type: 'string', default: '50000' },
    sabotage: { type: 'boolean', default: false },
  },
});
const first = Number(values.seed);
const folder = await mkdtemp(join(tmpdir(), 'storm-'));

/** Plays some rounds in a process of its own; with a defence off until something is lost. */
async function play(seed, rounds, sabotage) {
  const report = join(folder, `${sabotage ?? ''}${seed}.json`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', 'test/storm/', '--reporter=dot'];
  args.push(...(sabotage ? ['--config=vitest.sabotage.config.ts', '--bail=1'] : ['--config=vitest.node.config.ts']));
  const settings = { STORM_SEED: seed, STORM_UPLOADS: rounds * ROUND, STORM_REPORT: report, SABOTAGE: sabotage ?? '' };
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  const text = await readFile(report, 'utf8').catch(() => '');
  if (text === '') throw new Error(`from seed ${seed} nothing came back\n${said}`);
  return JSON.parse(text);
}

async function storm() {
  const { Tally } = await tsImport('../test/storm/tally.ts', import.meta.url);
  const { EXPECTED, A_WHOLE_STORM } = await tsImport('../test/storm/expected.ts', import.meta.url);
  const tally = new Tally();
  const rounds = Math.ceil(Number(values.uploads) / ROUND);
  const processes = Math.min(availableParallelism(), Math.ceil(rounds / SHIFT));
  console.log(`${rounds * ROUND} uploads from seed ${first} on, in ${processes} processes`);
  const began = performance.now();
  let [begun, done, bad] = [0, 0, 0];
  const work = async () => {
    while (begun < rounds) {
      const from = begun;
      begun = Math.min(rounds, from + SHIFT);
      const { uploads, counts, lost } = await play(first + from, begun - from);
      tally.add(counts);
      done += uploads;
      bad += lost.length;
      for (const { seed, violations, story } of lost) {
        const replay = `npm run storm -- --seed ${seed} --uploads ${ROUND}`;
        console.log(['', `seed ${seed}: ${violations.join('; ')}`, ...story, `again: ${replay}`, ''].join('\n'));
      }
      console.log(`${done} uploads, ${Math.round((done * 1000) / (performance.now() - began))} in a second`);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  const missing = done < A_WHOLE_STORM ? [] : tally.missing(EXPECTED);
  console.log(`\n${tally}\n`);
  if (missing.length > 0) console.log(`never happened: ${missing.join('; ')}`);
  console.log(`${done} uploads from seed ${first} on: ${bad} of ${rounds} rounds lost something`);
  return bad === 0 && missing.length === 0;
}

async function sabotage() {
  let ok = true;
  for (const { name } of DEFENCES.filter(({ storm }) => storm)) {
    const { lost } = await play(1, SABOTAGED, name);
    ok &&= lost.length > 0;
    const said = lost.map(({ seed, violations }) => `seed ${seed}: ${violations[0]}`)[0];
    console.log(`${name.padEnd(20)} ${said ?? 'THE STORM DOES NOT NOTICE'}`);
  }
  return ok;
}

let ok = false;
try {
  ok = await (values.sabotage ? sabotage() : storm());
} catch (error) {
  console.error(error.message);
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = ok ? 0 : 1;

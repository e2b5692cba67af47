// npm run bench -- [question …] [--quick] [--rounds N] [--keep]
import { cpus, loadavg } from 'node:os';
import { relative } from 'node:path';
import { readCommand, type Command } from './harness/command.js';
import { openContext } from './harness/context.js';
import { loadQuestion, questionNames } from './harness/discover.js';
import { installPackages } from './harness/packages.js';
import { plainTable } from './harness/table.js';
import { keepResults, originOf, writeResults } from './harness/write-results.js';

const log = (line: string): void => console.log(line);

async function ask(name: string, { quick, rounds, keep }: Command): Promise<void> {
  const question = await loadQuestion(name);
  log(`\n${question.title}?  (${name}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}${quick ? ', quick' : ''})`);
  const context = await openContext({ quick, rounds, log: (line) => log(`  ${line}`) });
  try {
    const browser = await context.browser();
    const origin = originOf(await browser.version());
    await browser.close();
    const result = await question.run(context);
    for (const table of result.tables) log(`\n${plainTable(table)}`);
    log(`\n${result.notes.map((note) => `· ${note}`).join('\n')}\n`);
    const paths = writeResults(question, context, origin, result);
    for (const path of keep ? [...paths, ...keepResults(paths)] : paths) log(relative(process.cwd(), path));
  } finally {
    await context.close();
  }
}

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), questionNames());
  installPackages(log);
  const load = loadavg()[0] ?? 0;
  if (load > cpus().length / 2)
    log(`This machine is busy (load ${load.toFixed(1)}): only ratios mean anything, if they do.`);
  for (const name of command.questions) await ask(name, command);
}

// so that what is to be done at the end is done
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().catch((error: unknown) => {
  console.error(error instanceof RangeError ? error.message : error);
  process.exitCode = 1;
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommand, ROUNDS } from '../../bench/harness/command.js';
import { loadQuestion, questionNames } from '../../bench/harness/discover.js';

const KNOWN = ['first-load', 'throughput'];

describe('npm run bench', () => {
  it('asks everything, with enough rounds, unless it is told otherwise', () => {
    expect(readCommand([], KNOWN)).toEqual({ questions: KNOWN, quick: false, rounds: ROUNDS, keep: false });
    expect(ROUNDS).toBeGreaterThanOrEqual(5);
    expect(readCommand(['--quick', 'throughput'], KNOWN)).toEqual({
      questions: ['throughput'],
      quick: true,
      rounds: 1,
      keep: false,
    });
    expect(readCommand(['--quick', '--rounds', '3'], KNOWN).rounds).toBe(3);
    expect(readCommand(['--rounds=7'], KNOWN).rounds).toBe(7);
    expect(readCommand(['--keep', 'throughput'], KNOWN)).toMatchObject({ questions: ['throughput'], keep: true });
  });

  it('says what there is when asked for something else', () => {
    expect(() => readCommand(['speed'], KNOWN)).toThrow('No question "speed". There are: first-load, throughput');
    for (const rounds of ['0', 'x', '1.5', ''])
      expect(() => readCommand(['--rounds', rounds], KNOWN)).toThrow(RangeError);
    expect(() => readCommand(['--rounds'], KNOWN)).toThrow(RangeError);
    expect(() => readCommand(['--keep', '--quick'], KNOWN)).toThrow('not with --quick');
  });
});

describe('Questions', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-questions-'));
    const question = (name: string) => `export const name = '${name}', title = 'T', run = () => {};`;
    await writeFile(join(folder, 'run.ts'), 'throw new Error();');
    await writeFile(join(folder, 'speed.ts'), question('speed'));
    await writeFile(join(folder, 'other.ts'), question('misnamed'));
    await writeFile(join(folder, 'README.md'), '');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are the files beside run.ts', () => {
    expect(questionNames(folder)).toEqual(['other', 'speed']);
    expect(questionNames()).toEqual(expect.arrayContaining(KNOWN));
  });

  it('go by the name of their file', async () => {
    expect(await loadQuestion('speed', folder)).toMatchObject({ name: 'speed', title: 'T' });
    await expect(loadQuestion('other', folder)).rejects.toThrow("must export its name ('other')");
  });

  it.each(questionNames())(
    '%s keeps the contract',
    async (name) => {
      expect((await loadQuestion(name)).title).not.toMatch(/[.?]$/);
    },
    30_000,
  );
});

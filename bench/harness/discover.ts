import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Question } from './question.js';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));

/** The names of all questions: the files beside run.ts, sorted. */
export function questionNames(folder = FOLDER): string[] {
  return readdirSync(folder)
    .filter((file) => /^[a-z][a-z-]*\.ts$/.test(file) && file !== 'run.ts')
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
}

/** Throws when the file does not keep the contract. */
export async function loadQuestion(name: string, folder = FOLDER): Promise<Question> {
  const question = (await import(pathToFileURL(`${folder}/${name}.ts`).href)) as Partial<Question>;
  if (question.name !== name || typeof question.title !== 'string' || typeof question.run !== 'function')
    throw new TypeError(`bench/${name}.ts must export its name ('${name}'), a title and run()`);
  return { name, title: question.title, run: question.run };
}

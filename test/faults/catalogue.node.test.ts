import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFENCES } from '../../scripts/defences.mjs';
import { CATALOGUE } from './catalogue.js';

const TESTS = /\.(test|long)\.ts$/;
/** Titles come from `named()`, which takes only rows that exist, or from what is built on it. */
const TITLED = /from '.*\/(catalogue|harness|strict)\.js'/;
const ID = /'([A-F]\d{1,2})'/g;

const named = new Set(
  readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => TESTS.test(name) && !name.endsWith('catalogue.node.test.ts'))
    .map((name) => readFileSync(join('test', name), 'utf8'))
    .filter((text) => TITLED.test(text))
    .flatMap((text) => [...text.matchAll(ID)].map(([, id]) => id!)),
);

describe('the catalogue of faults', () => {
  it('has a test of its name for each row', () => {
    expect(Object.keys(CATALOGUE).filter((id) => !named.has(id))).toEqual([]);
  });

  it('has every row that a test names', () => {
    expect([...named].filter((id) => !(id in CATALOGUE))).toEqual([]);
  });
});

it.each(DEFENCES)('the defence $name stands where npm run sabotage would switch it off', ({ edits }) => {
  for (const { file, find } of edits)
    expect(readFileSync(file, 'utf8').split(find), `${file}: ${find}`).toHaveLength(2);
});

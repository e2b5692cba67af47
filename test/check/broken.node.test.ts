import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBackend } from '../../src/check/check.js';
import type { Finding, Result } from '../../src/check/findings.js';
import { fetchOf, goodBackend, WHOLE } from './good-backend.js';
import type { Broken } from './spoil.js';

const FOLDER = join(import.meta.dirname, 'broken');
const names = readdirSync(FOLDER).map((file) => file.replace(/\.ts$/, ''));

/** `section: name` of what came out so, each once. */
const those = (findings: readonly Finding[], result: Result): string[] =>
  [
    ...new Set(findings.filter((each) => each.result === result).map(({ section, name }) => `${section}: ${name}`)),
  ].sort();

describe('a backend with one thing wrong is told what, and of nothing else:', () => {
  it.for(names)('%s', async (name) => {
    const { default: broken } = (await import(`./broken/${name}.ts`)) as { default: Broken };
    const { handler, close } = await goodBackend(broken.set ? { change: broken.set } : {});
    const spoilt = broken.spoil?.(handler) ?? handler;
    const { ok, findings } = await checkBackend({ ...WHOLE, fetch: fetchOf(spoilt) });
    await close();
    expect(those(findings, 'failed')).toEqual(broken.fails ?? []);
    expect(those(findings, 'warning')).toEqual(broken.warns ?? []);
    expect(ok).toBe((broken.fails ?? []).length === 0);
    const wrong = findings.filter(({ result }) => result === 'failed' || result === 'warning');
    expect(wrong.map(({ says, mend }) => `${says} ${mend}`)).toContainEqual(expect.stringMatching(broken.says));
  });

  it('and there are enough of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(70);
  });
});

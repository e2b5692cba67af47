import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { HashLadder, rungs } from '../../src/web/hash-ladder.js';

it('hashes where there is no page, and so no worker', async () => {
  const bytes = new Uint8Array(300_000).map((_, i) => i * 7);
  const ladder = new HashLadder(rungs('hash-worker.js'));
  const md5 = await ladder.md5(new Blob([bytes]), new AbortController().signal);
  expect(md5).toBe(createHash('md5').update(bytes).digest('base64'));
  ladder.close();
});

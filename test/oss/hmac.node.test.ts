import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashes, hex, nobleHashes, subtleHashes } from '../../src/oss/hmac.js';

const rungs = { 'Web Crypto': () => Promise.resolve(subtleHashes(crypto.subtle)), 'plain JavaScript': nobleHashes };

describe('hashes', () => {
  for (const [name, load] of Object.entries(rungs)) {
    it(`of ${name} equal Node's`, async () => {
      const { sha256, hmacSha1, hmacSha256 } = await load();
      // Web Crypto refuses an empty key; no secret is empty.
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ minLength: 1, maxLength: 200 }),
          fc.uint8Array({ maxLength: 300 }),
          async (key, data) => {
            expect(hex(await sha256(data))).to.equal(createHash('sha256').update(data).digest('hex'));
            expect(hex(await hmacSha1(key, data))).to.equal(createHmac('sha1', key).update(data).digest('hex'));
            expect(hex(await hmacSha256(key, data))).to.equal(createHmac('sha256', key).update(data).digest('hex'));
          },
        ),
      );
    });
  }

  it('are loaded once', () => {
    expect(hashes()).to.equal(hashes());
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { named } from '../faults/catalogue.js';
import { partList, upload } from './wire.js';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory', settings: { checks: { partSize: false } } });
});
afterAll(() => running.close());

it(named('F13', '10,000 parts are listed in pages and become one object'), async () => {
  const { open, send, world, target } = await upload(running, 'many');
  const uploadId = await open();
  const etags: string[] = [];
  // Put into the bucket directly: 10,000 requests would test the machine, not the list
  for (let n = 1; n <= 10_000; n++) {
    const body = (async function* () {
      yield new TextEncoder().encode(`${n % 10}`);
    })();
    etags.push(world.bucket.putPart(target.key, uploadId, n, await world.bucket.receive(body)).etag);
  }
  const page = await send('GET', { query: { uploadId, 'part-number-marker': '8500' } });
  expect(page.text.match(/<Part>/g)).toHaveLength(1000);
  expect(page.element('NextPartNumberMarker')).toBe('9500');
  expect(page.element('IsTruncated')).toBe('true');
  const last = await send('GET', { query: { uploadId, 'part-number-marker': '9500' } });
  expect(last.text.match(/<Part>/g)).toHaveLength(500);
  expect(last.element('IsTruncated')).toBe('false');

  const body = partList(etags.map((etag, at) => [at + 1, `"${etag}"`] as const));
  expect(body.length).toBeGreaterThan(850_000);
  const done = await send('POST', { query: { uploadId }, body });
  expect(done.status).toBe(200);
  const whole = '1234567890'.repeat(1000);
  expect((await send('GET')).text).toBe(whole);
  const put = await send('PUT', { body: whole });
  expect(done.headers.get('x-oss-hash-crc64ecma')).toBe(put.headers.get('x-oss-hash-crc64ecma'));
});

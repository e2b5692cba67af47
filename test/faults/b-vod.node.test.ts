import { expect } from 'vitest';
import { row, useVirtualTime } from './harness.js';
import { failing, waiting, WHOLE } from './usual.js';

useVirtualTime();

const REFUSED = 'This site’s server did not allow the upload. Check that you are allowed to upload here, then retry.';

/** What the API itself says to the backend, and what becomes of it on the page. */
for (const [code, status] of [
  ['Throttling', 400],
  ['Throttling.User', 400],
  ['ServiceUnAvailable', 503],
  ['SignatureNonceUsed', 400],
] as const) {
  row('B19', {
    which: `${code}, once`,
    faults: [{ what: 'xml-code', status, code, where: { service: 'vod', op: 'CreateUploadVideo' } }],
    act: async ({ world, page }) => {
      await world.time.until(() => page.phase() === 'ready');
      expect(
        world.world.log.entries.filter(({ service, op }) => service === 'vod' && op.startsWith('Create')),
      ).toHaveLength(2);
    },
    object: 'identical',
    requests: WHOLE,
    said: waiting('Queued', 'backend'),
  });
}

for (const [code, status] of [
  ['Forbidden', 403],
  ['Forbidden.IllegalStatus', 403],
  ['InvalidVideo.NotFound', 404],
  ['OperationDenied', 403],
] as const) {
  row('B19', {
    which: `${code}: final, and its code is passed on`,
    faults: [{ what: 'xml-code', status, code, where: { service: 'vod', op: 'CreateUploadVideo' }, times: 0 }],
    act: async ({ world, page }) => {
      await world.time.until(() => page.phase() === 'failed');
      const state = page.first();
      expect('error' in state && state.error.detail).toMatchObject({ serviceCode: code, status });
      expect(world.count('CreateUploadVideo')).toBe(2);
    },
    ends: 'failed',
    videos: 0,
    object: 'absent',
    requests: [],
    said: failing('Queued', REFUSED),
  });
}

for (const code of [
  'IncompleteSignature',
  'SignatureDoesNotMatch',
  'InvalidTimeStamp.Expired',
  'InvalidAccessKeyId.NotFound',
]) {
  row('B19', {
    which: `${code}: the backend is set up wrongly, final, the page hears no more than that`,
    faults: [{ what: 'xml-code', code, where: { service: 'vod', op: 'CreateUploadVideo' }, times: 0 }],
    act: async ({ world, page }) => {
      await world.time.until(() => page.phase() === 'failed');
      expect(world.count('CreateUploadVideo')).toBe(2);
    },
    ends: 'failed',
    videos: 0,
    object: 'absent',
    requests: [],
    said: failing('Queued', REFUSED),
  });
}

import { expect } from 'vitest';
import { fileOf, PART, row, WELL, useVirtualTime } from './harness.js';
import { AGAIN, asking, inAnyNumber, renewals, repeated, waiting, WHOLE } from './usual.js';

useVirtualTime();

const DAY = 24 * 3_600_000;
const REFUSED_ONCE = asking('UploadPart 2', 'UploadPart 2 403');

row('B5', {
  which: 'the token has really expired, four parts find out together',
  connections: 4,
  file: () => fileOf(PART * 12),
  act: async (run) => {
    const { world, page, fired } = run;
    page.link.bytesPerSecond = PART;
    page.link.latencyMs = 50;
    await world.time.until(() => page.first().sent > PART * 2);
    world.world.credentials.expireAll();
    await world.time.until(() => page.phase() === 'ready');
    expect(world.requests().filter((line) => line.endsWith(' 403'))).toHaveLength(4);
    fired();
    expect(renewals(world)).toBe(1);
  },
  object: 'identical',
  requests: (requests) => {
    expect(requests.filter((line) => line.startsWith('Initiate'))).toHaveLength(1);
    expect(repeated(requests)).toHaveLength(4);
  },
  said: inAnyNumber(waiting('Uploading', 'credentials')),
});

for (const code of [
  'SecurityTokenExpired',
  'InvalidSecurityToken',
  'InvalidSecurityToken.Expired',
  'InvalidAccessKeyId',
  'AccessKeyIdAndSecurityTokenNotMatch',
]) {
  row('B5', {
    which: code,
    faults: [{ what: 'xml-code', status: 403, code, where: { op: 'UploadPart', part: 2 } }],
    act: async ({ world, page }) => {
      await world.time.until(() => page.phase() === 'ready');
      expect(renewals(world)).toBe(1);
    },
    object: 'identical',
    requests: REFUSED_ONCE,
    said: waiting('Uploading', 'credentials'),
  });
}

row('B6', {
  which: 'paused for two days: renewed before anything is asked of OSS',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => world.requests().includes('UploadPart 2 200'));
    page.uploader.pause();
    await world.time.advance(2 * DAY);
    fired();
    page.uploader.resume();
    await world.time.until(() => page.phase() === 'ready');
    expect(renewals(world)).toBe(1);
  },
  object: 'identical',
  requests: asking('UploadPart 3', 'UploadPart 3 cut'),
  said: [...WELL.slice(0, 5), 'Paused', ...WELL.slice(2)],
});

row('B6', {
  which: 'closed for two days',
  act: async ({ world, page, file, fired, reopen }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => world.requests().includes('UploadPart 2 200'));
    page.crash();
    await world.time.advance(2 * DAY);
    fired();
    (await reopen()).uploader.addFiles([file]);
  },
  object: 'identical',
  requests: asking('UploadPart 3', 'UploadPart 3 cut', 'ListParts 200'),
  said: AGAIN,
});

row('B6', {
  which: 'just before it completes',
  faults: [{ what: 'expired-token', where: { op: 'CompleteMultipartUpload' } }],
  object: 'identical',
  requests: asking('Complete', 'CompleteMultipartUpload 403', 'ListParts 200'),
  said: waiting('Uploading', 'credentials'),
});

row('B6', {
  which: 'the parts are gone as well: begun anew with the same media, once',
  act: async ({ world, page, file, fired, reopen }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => world.requests().includes('UploadPart 2 200'));
    page.crash();
    await world.time.advance(2 * DAY);
    await world.world.bucket.clear();
    fired();
    (await reopen()).uploader.addFiles([file]);
  },
  object: 'identical',
  requests: [...WHOLE.slice(0, 3), 'UploadPart 3 cut', 'ListParts 404', 'HeadObject 404', ...WHOLE],
  said: [...AGAIN.slice(0, 3), ...WELL.slice(2)],
});

row('B6', {
  which: 'the media is gone as well: begun anew with another, once',
  act: async ({ world, page, file, fired, reopen }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => world.requests().includes('UploadPart 2 200'));
    page.crash();
    await world.time.advance(2 * DAY);
    await world.world.bucket.clear();
    world.world.videos.clear();
    fired();
    (await reopen()).uploader.addFiles([file]);
  },
  object: 'identical',
  requests: [...WHOLE.slice(0, 3), 'UploadPart 3 cut', ...WHOLE],
  said: [...AGAIN.slice(0, 3), ...WELL.slice(2)],
});

import { expect } from 'vitest';
import { fileOf, PART, row, useVirtualTime } from './harness.js';
import { failing, renewals, repeated, WHOLE } from './usual.js';

useVirtualTime();

const HOUR = 3_600_000;
const STEPS = [
  ['InitiateMultipartUpload', 'Connecting'],
  ['UploadPart', 'Uploading'],
  ['CompleteMultipartUpload', 'Uploading'],
] as const;
const NOT_ALLOWED = 'The storage service does not allow this upload. Contact the site owner.';
const upTo = (op: string): string[] =>
  WHOLE.slice(
    0,
    WHOLE.findIndex((line) => line.startsWith(op)),
  );

for (const status of [400, 401, 405, 411, 413]) {
  for (const [op, during] of STEPS) {
    row('B4', {
      which: `${status} to ${op}`,
      faults: [{ what: 'status', status, code: 'InvalidArgument', where: { op }, times: 0 }],
      act: async ({ world, page }) => {
        await world.time.until(() => page.phase() === 'failed');
        expect(renewals(world)).toBe(0);
      },
      ends: 'failed',
      object: 'absent',
      requests: [...upTo(op), `${op}${op === 'UploadPart' ? ' 1' : ''} ${status}`],
      said: failing(during, NOT_ALLOWED),
    });
  }
}

row('B4', {
  which: 'to one of four parts: nothing else goes on',
  connections: 4,
  file: () => fileOf(PART * 12),
  faults: [{ what: 'status', status: 400, code: 'InvalidArgument', where: { op: 'UploadPart', part: 2 } }],
  act: async ({ world, page }) => {
    page.link.bytesPerSecond = PART;
    page.link.latencyMs = 50;
    await world.time.until(() => page.phase() === 'failed');
    const at = world.requests().length;
    await world.time.advance(HOUR);
    expect(world.requests().length).toBe(at);
  },
  ends: 'failed',
  object: 'absent',
  requests: (requests) => {
    expect(requests).toContain('UploadPart 2 400');
    expect(repeated(requests)).toEqual([]);
    expect(requests.filter((line) => line.startsWith('Complete'))).toEqual([]);
  },
  said: failing('Uploading', NOT_ALLOWED),
});

for (const [op, during] of STEPS) {
  row('B11', {
    which: op,
    faults: [{ what: 'xml-code', code: 'NoSuchBucket', where: { op }, times: 0 }],
    ends: 'failed',
    object: 'absent',
    requests: [...upTo(op), `${op}${op === 'UploadPart' ? ' 1' : ''} 404`],
    said: failing(during, 'The storage service is not set up for uploads from this page. Contact the site owner.'),
  });
}

import { expect } from 'vitest';
import { fileOf, PART, row, useVirtualTime } from './harness.js';
import { asking, repeated, waiting, WHOLE } from './usual.js';

useVirtualTime();

const PART_2 = { op: 'UploadPart', part: 2 };
const COMPLETE = { op: 'CompleteMultipartUpload' };
const INITIATE = { op: 'InitiateMultipartUpload' };

for (const [which, afterBytes] of [
  ['before a byte of it arrived', 0],
  ['half of it had arrived', PART / 2],
] as const) {
  row('A1', {
    which,
    faults: [{ what: 'cut-before', afterBytes, where: PART_2 }],
    object: 'identical',
    requests: asking('UploadPart 2', 'UploadPart 2 cut'),
    said: waiting('Uploading', 'interrupted'),
  });
}

row('A1', {
  which: 'five times in a row, the parts beside it are left alone',
  connections: 3,
  faults: [{ what: 'cut-before', afterBytes: PART / 2, where: PART_2, times: 5 }],
  object: 'identical',
  requests: (requests) => {
    expect(repeated(requests)).toEqual(['UploadPart 2']);
    expect(requests).toHaveLength(WHOLE.length + 5);
  },
  said: waiting('Uploading', 'interrupted', 'interrupted', 'interrupted', 'interrupted', 'interrupted'),
});

row('A2', {
  faults: [{ what: 'cut-before', afterBytes: PART / 2, reset: true, where: PART_2 }],
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: waiting('Uploading', 'interrupted'),
});

for (const [which, where, at, during] of [
  ['nobody reads a part any more', PART_2, 'UploadPart 2', 'Uploading'],
  ['nobody answers the opening', INITIATE, 'InitiateMultipartUpload', 'Connecting'],
  ['nobody answers the completion', COMPLETE, 'CompleteMultipartUpload', 'Uploading'],
] as const) {
  row('A3', {
    which,
    faults: [{ what: 'hang', where }],
    object: 'identical',
    requests: at === 'CompleteMultipartUpload' ? asking(at, `${at} cut`, 'ListParts 200') : asking(at, `${at} cut`),
    said: waiting(during, 'stuck'),
  });
}

row('A3', {
  which: 'after the part was stored',
  faults: [{ what: 'hang', after: true, where: PART_2 }],
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: waiting('Uploading', 'stuck'),
});

row('A4', {
  which: 'each part takes 20 s',
  faults: [{ what: 'slow', bytesPerSecond: 5_000, where: { op: 'UploadPart' }, times: 0 }],
  object: 'identical',
  requests: WHOLE,
  said: waiting('Uploading'),
});

row('A4', {
  which: 'the browser calls everything sent at once, then there is nothing for 80 s',
  file: () => fileOf(PART * 4),
  page: { settings: { partSize: 'auto' } },
  faults: [{ what: 'slow', bytesPerSecond: 5_000, where: { op: 'UploadPart' }, times: 0 }],
  act: ({ page }) => void (page.link.kernelBytes = 4 * 2 ** 20),
  object: 'identical',
  requests: (requests) => expect(repeated(requests)).toEqual([]),
  said: waiting('Uploading'),
});

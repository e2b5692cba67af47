import { expect } from 'vitest';
import { PART, row, WELL, useVirtualTime } from './harness.js';
import { AGAIN, asking, failing, inAnyNumber, repeated, waiting, WAITS, WHOLE } from './usual.js';

useVirtualTime();

const PART_2 = { op: 'UploadPart', part: 2 };
const COMPLETE = { op: 'CompleteMultipartUpload' };
const INITIATE = { op: 'InitiateMultipartUpload' };
/** What follows a Complete that worked but was not heard of: the bucket is asked, then the object is looked at. */
const ASKED = ['CompleteMultipartUpload cut', 'ListParts 404', 'HeadObject 200', 'HeadObject 200'];
const COMPLETED_UNHEARD = [...WHOLE.slice(0, 4), ...ASKED];

row('A5', {
  faults: [{ what: 'cut-after', where: PART_2 }],
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: waiting('Uploading', 'interrupted'),
});

row('A5', {
  which: 'every part of several at once',
  connections: 3,
  faults: [1, 2, 3].map((part) => ({ what: 'cut-after', where: { op: 'UploadPart', part } })),
  object: 'identical',
  requests: (requests) => {
    expect(repeated(requests)).toEqual(['UploadPart 1', 'UploadPart 2', 'UploadPart 3']);
    expect(requests).toHaveLength(WHOLE.length + 3);
  },
  said: inAnyNumber(waiting('Uploading', 'interrupted')),
});

row('A6', {
  which: 'the object can be looked at',
  faults: [{ what: 'cut-after', where: COMPLETE }],
  object: 'identical',
  requests: COMPLETED_UNHEARD,
  said: waiting('Uploading', 'interrupted'),
});

row('A6', {
  which: 'nothing may be listed or looked at, VOD has the last word',
  settings: { head: 'deny', listParts: 'deny' },
  faults: [{ what: 'cut-after', where: COMPLETE }],
  object: 'identical',
  requests: [
    ...WHOLE.slice(0, 4),
    'CompleteMultipartUpload cut',
    'ListParts 403',
    'CompleteMultipartUpload 404',
    'HeadObject 403',
    'HeadObject 403',
  ],
  said: waiting('Uploading', 'interrupted'),
});

row('A6', {
  which: 'nothing may be looked at, and VOD hears of it late: it is waited for, not sent again',
  settings: { head: 'deny', noticeMs: 45_000 },
  faults: [{ what: 'cut-after', where: COMPLETE }],
  object: 'identical',
  requests: [...WHOLE.slice(0, 4), 'CompleteMultipartUpload cut', 'ListParts 404', 'HeadObject 403', 'HeadObject 403'],
  said: waiting('Uploading', 'interrupted'),
});

row('A6', {
  which: 'the page dies before it hears',
  faults: [{ what: 'hang', after: true, where: COMPLETE }],
  act: async ({ world, file, reopen }) => {
    await world.time.until(() => world.world.bucket.objects.size === 1);
    const page = await reopen();
    page.uploader.addFiles([file]);
  },
  object: 'identical',
  requests: COMPLETED_UNHEARD,
  said: AGAIN,
});

for (const [which, where, requests, orphans] of [
  ['opening', INITIATE, asking('Initiate', 'InitiateMultipartUpload cut'), 1],
  ['a part', PART_2, asking('UploadPart 2', 'UploadPart 2 cut'), 0],
  [
    'completing',
    COMPLETE,
    [
      ...WHOLE.slice(0, 4),
      'CompleteMultipartUpload cut',
      'CompleteMultipartUpload 404',
      'HeadObject 200',
      'HeadObject 200',
    ],
    0,
  ],
] as const) {
  row('A7', {
    which,
    faults: [{ what: 'cut-after', where }],
    act: ({ page }) => void (page.link.resends = true),
    object: 'identical',
    requests,
    orphans,
    said: waiting('Uploading'),
  });
}

for (const [which, where, requests, orphans, during] of [
  ['opening', INITIATE, asking('Initiate', 'InitiateMultipartUpload cut'), 1, 'Connecting'],
  ['completing', COMPLETE, COMPLETED_UNHEARD, 0, 'Uploading'],
] as const) {
  row('A8', {
    which,
    faults: [{ what: 'truncate', where }],
    object: 'identical',
    requests,
    orphans,
    said: waiting(during, 'interrupted'),
  });
}

row('A8', {
  which: 'listing the parts after a reload',
  faults: [{ what: 'truncate', where: { op: 'ListParts' } }],
  act: async ({ world, page, file, reopen }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => world.requests().includes('UploadPart 2 200'));
    (await reopen()).uploader.addFiles([file]);
  },
  object: 'identical',
  requests: asking('UploadPart 3', 'UploadPart 3 cut', 'ListParts cut', 'ListParts 200'),
  said: [...AGAIN.slice(0, 3), WAITS.interrupted, ...AGAIN.slice(2)],
});

row('A8', {
  which: 'creating the media: asked again, and it is the same',
  faults: [{ what: 'truncate', where: { service: 'backend', op: 'CreateUploadVideo' } }],
  object: 'identical',
  requests: WHOLE,
  said: waiting('Queued', 'backend'),
});

row('A8', {
  which: 'creating the media, where a proxy hides that half is missing: a person decides, and it is the same',
  act: async ({ world, page, fired }) => {
    page.link.tamper = async (answer, { url }) => {
      if (!url.pathname.endsWith('CreateUploadVideo')) return answer;
      fired();
      return new Response((await answer.text()).slice(0, 100));
    };
    await world.time.until(() => page.phase() === 'failed');
    page.link.tamper = (answer) => answer;
    page.uploader.retry();
  },
  object: 'identical',
  requests: WHOLE,
  said: [
    ...failing(
      'Queued',
      'This site’s server sent an unexpected response. Retry. If the problem continues, contact the site owner.',
    ),
    ...WELL,
  ],
});

for (const [which, where, requests, orphans, during] of [
  ['opening', INITIATE, asking('Initiate', 'InitiateMultipartUpload cut'), 1, 'Connecting'],
  ['a part', PART_2, asking('UploadPart 2', 'UploadPart 2 cut'), 0, 'Uploading'],
  ['completing', COMPLETE, COMPLETED_UNHEARD, 0, 'Uploading'],
] as const) {
  row('A9', {
    which,
    faults: [{ what: 'delay-after', delayMs: 120_000, where }],
    object: 'identical',
    requests,
    orphans,
    said: waiting(during, 'stuck'),
  });
}

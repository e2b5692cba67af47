import { PART, row, WELL, useVirtualTime, type Run } from './harness.js';
import { AGAIN, asking, failing, WAITS, WHOLE } from './usual.js';

useVirtualTime();

const NOT_ALLOWED = 'The storage service does not allow this upload. Contact the site owner.';

/** Aborted elsewhere, or swept away by a lifecycle rule, while the second part is on its way. */
async function sweptAway({ world, page, fired }: Run): Promise<void> {
  page.link.bytesPerSecond = PART;
  await world.time.until(() => page.first().sent > PART);
  await world.world.bucket.clear();
  fired();
}
const BEGUN_ANEW = [...WELL.slice(0, 5), ...WELL.slice(2)];

row('B10', {
  which: 'under a part: looked at, then begun anew, once, with the same media',
  act: sweptAway,
  object: 'identical',
  requests: [...WHOLE.slice(0, 2), 'UploadPart 2 404', 'HeadObject 404', ...WHOLE],
  said: BEGUN_ANEW,
});

row('B10', {
  which: 'when it completes',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => world.requests().includes('UploadPart 3 200'));
    await world.world.bucket.clear();
    fired();
  },
  object: 'identical',
  requests: [...WHOLE.slice(0, 4), 'CompleteMultipartUpload 404', 'HeadObject 404', ...WHOLE],
  said: BEGUN_ANEW,
});

row('B10', {
  which: 'under a part, because somebody has completed it: nothing is sent again',
  settings: { listParts: 'deny' },
  act: async ({ world, page, fired, reopen, file }) => {
    await world.time.until(() => world.world.bucket.objects.size === 1);
    // What the page that died wrote down last is lost with it.
    for (const [id, { parts, ...rest }] of page.profile.kept)
      page.profile.kept.set(id, { ...rest, sealSent: false, parts: parts.slice(0, 2) });
    fired();
    (await reopen()).uploader.addFiles([file]);
  },
  faults: [{ what: 'hang', after: true, where: { op: 'CompleteMultipartUpload' } }],
  object: 'identical',
  requests: [
    ...WHOLE.slice(0, 4),
    'CompleteMultipartUpload cut',
    'ListParts 403',
    'ListParts 403',
    'UploadPart 3 404',
    'HeadObject 200',
    'HeadObject 200',
  ],
  // A 403 may be the token's fault: one renewal.
  said: [...AGAIN.slice(0, 3), WAITS.credentials, ...AGAIN.slice(2)],
});

row('B10', {
  which: 'always: begun anew once, then a person decides',
  faults: [{ what: 'xml-code', code: 'NoSuchUpload', where: { op: 'UploadPart' }, times: 0 }],
  ends: 'failed',
  object: 'absent',
  orphans: 1,
  requests: [
    'InitiateMultipartUpload 200',
    'UploadPart 1 404',
    'HeadObject 404',
    'InitiateMultipartUpload 200',
    'UploadPart 1 404',
    'HeadObject 404',
  ],
  said: [
    ...BEGUN_ANEW.slice(0, 8),
    'Failed: The storage service no longer has the start of this upload. Retry to upload it again.',
  ],
});

row('B12', {
  which: 'a part is missing: listed, sent again, completed again',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => world.requests().includes('UploadPart 3 200'));
    world.orphans()[0]!.parts.delete(2);
    fired();
  },
  object: 'identical',
  requests: [
    ...WHOLE.slice(0, 4),
    'CompleteMultipartUpload 400',
    'ListParts 200',
    'UploadPart 2 200',
    ...WHOLE.slice(4),
  ],
  said: WELL,
});

for (const code of ['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall']) {
  row('B12', {
    which: `${code}, once`,
    faults: [{ what: 'xml-code', status: 400, code, where: { op: 'CompleteMultipartUpload' } }],
    object: 'identical',
    requests: asking('Complete', 'CompleteMultipartUpload 400', 'ListParts 200'),
    said: WELL,
  });

  row('B12', {
    which: `${code}, always: once more, then a person decides`,
    faults: [{ what: 'xml-code', status: 400, code, where: { op: 'CompleteMultipartUpload' }, times: 0 }],
    ends: 'failed',
    object: 'absent',
    requests: [
      ...WHOLE.slice(0, 4),
      'CompleteMultipartUpload 400',
      'ListParts 200',
      'CompleteMultipartUpload 400',
      'ListParts 200',
    ],
    said: failing('Uploading', 'What was stored does not match the file. Retry to upload it again.'),
  });
}

for (const [status, code] of [
  [400, 'MalformedXML'],
  [409, 'FileAlreadyExists'],
] as const) {
  row('B12', {
    which: code,
    faults: [{ what: 'xml-code', status, code, where: { op: 'CompleteMultipartUpload' }, times: 0 }],
    ends: 'failed',
    object: 'absent',
    requests: [...WHOLE.slice(0, 4), `CompleteMultipartUpload ${status}`],
    said: failing('Uploading', NOT_ALLOWED),
  });
}

import { expect } from '@open-wc/testing';
import { PART, row } from './harness.js';

const PART_2 = { service: 'oss', op: 'UploadPart', part: 2 };
const INTERRUPTED = 'Waiting: The connection was interrupted. Trying again in a moment.';
const isChromium = 'userAgentData' in navigator;
const once = (requests: readonly string[], op: string) => requests.filter((line) => line.startsWith(op));

for (const [id, reset] of [
  ['A1', undefined],
  ['A2', true],
] as const) {
  row(id, {
    which: 'on a real socket',
    // The browser may send some of them again by itself.
    faults: [{ where: PART_2, what: 'cut-before', afterBytes: PART / 2, ...(reset && { reset }), times: 4 }],
    object: 'identical',
    requests: (requests) => {
      expect(once(requests, 'UploadPart 2')).to.deep.equal([
        ...Array<string>(4).fill('UploadPart 2 cut'),
        'UploadPart 2 200',
      ]);
      expect(requests.filter((line) => !line.startsWith('UploadPart 2'))).to.deep.equal([
        'InitiateMultipartUpload 200',
        'UploadPart 1 200',
        'UploadPart 3 200',
        'CompleteMultipartUpload 200',
        'HeadObject 200',
      ]);
    },
    said: (said) => {
      expect(said).to.include(INTERRUPTED);
      expect(said.at(-1)).to.equal('Uploaded and stored');
    },
  });
}

row('A7', {
  which: 'after a reset on a kept connection, and the page does not notice',
  unless: !isChromium && 'only Chromium sends again by itself',
  faults: [{ where: PART_2, what: 'cut-after', reset: true }],
  object: 'identical',
  requests: (requests) =>
    expect(once(requests, 'UploadPart 2')).to.deep.equal(['UploadPart 2 cut', 'UploadPart 2 200']),
  said: (said) => expect(said).not.to.include(INTERRUPTED),
});

row('A14', {
  which: 'in a real browser',
  faults: [{ where: PART_2, what: 'html' }],
  object: 'identical',
  requests: (requests) =>
    expect(once(requests, 'UploadPart 2')).to.deep.equal(['UploadPart 2 200', 'UploadPart 2 200']),
  said: (said) =>
    expect(said).to.include('Waiting: This network asks you to sign in first. Open any web page to do so.'),
});

row('A14', {
  which: 'as they really do, without CORS',
  faults: ['html', 'no-cors'].map((what) => ({ where: PART_2, what })),
  object: 'identical',
  requests: (requests) =>
    expect(once(requests, 'UploadPart 2')).to.deep.equal(['UploadPart 2 200', 'UploadPart 2 200']),
  said: (said) => expect(said).to.include(INTERRUPTED),
});

import { expect } from '@open-wc/testing';
import { row } from './harness.js';

const PART_2 = { service: 'oss', op: 'UploadPart', part: 2 };
const INTERRUPTED = 'Waiting: The connection was interrupted. Trying again in a moment.';
const CALM = ['Checking', 'Ready to start', 'Queued', 'Connecting', 'Uploading', 'Uploaded', 'Processing'];
const WELL = [...CALM, 'Uploaded and stored'];
const HIDDEN = 'The storage service is not fully set up for uploads from this page. Contact the site owner.';
const WHOLE = [
  'InitiateMultipartUpload 200',
  'UploadPart 1 200',
  'UploadPart 2 200',
  'UploadPart 3 200',
  'CompleteMultipartUpload 200',
  'HeadObject 200',
];
const LISTED = [...WHOLE.slice(0, 4), 'ListParts 200', ...WHOLE.slice(4)];

row('B14', {
  which: 'from a real browser, and the parts may be listed',
  faults: [{ where: { service: 'oss', op: 'UploadPart' }, what: 'strip', strip: ['ETag'], times: 0 }],
  object: 'identical',
  requests: (requests) => expect(requests).to.deep.equal(LISTED),
  said: (said) => expect(said).to.deep.equal(WELL),
});

row('B14', {
  which: 'from a real browser, and the parts may not be listed',
  settings: { listParts: 'deny' },
  faults: [{ where: { service: 'oss', op: 'UploadPart' }, what: 'strip', strip: ['ETag'], times: 0 }],
  shows: HIDDEN,
  object: 'absent',
  requests: (requests) => expect(requests).to.deep.equal([...WHOLE.slice(0, 4), 'ListParts 403', 'ListParts 403']),
  said: (said) => expect(said.at(-1)).to.equal(`Failed: ${HIDDEN}`),
});

row('B15', {
  which: 'a real browser hides an error without CORS headers',
  faults: ['status', 'no-cors'].map((what) => ({ where: PART_2, what })),
  object: 'identical',
  requests: (requests) => expect(requests).to.deep.equal([...WHOLE.slice(0, 2), 'UploadPart 2 503', ...WHOLE.slice(2)]),
  said: (said) => expect(said).to.include(INTERRUPTED),
});

row('B15', {
  which: 'a real browser’s preflight fails twice',
  faults: [{ where: { service: 'oss', op: 'Preflight', nth: 3 }, what: 'status', status: 403, times: 2 }],
  object: 'identical',
  requests: (requests) => expect(requests).to.deep.equal(WHOLE),
  said: (said) => expect(said).to.include(INTERRUPTED),
});

row('B15', {
  which: 'every request of a real browser fails so: it hints at CORS',
  faults: [{ where: { service: 'oss', op: 'Preflight' }, what: 'no-cors', times: 0 }],
  shows: 'If this continues, contact the site owner',
  object: 'absent',
  requests: (requests) => expect(requests).to.deep.equal([]),
  said: (said) => expect(said).to.include(INTERRUPTED),
});

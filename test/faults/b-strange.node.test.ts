import { expect } from 'vitest';
import { details } from '../../src/elements/describe.js';
import { words } from '../support/words.js';
import { row, WELL, useVirtualTime, type Run } from './harness.js';
import { asking, inAnyNumber, waiting, WHOLE } from './usual.js';

useVirtualTime();

const PART_2 = { op: 'UploadPart', part: 2 };
const NONSENSE =
  'The storage service sent an unexpected response. Retry. If the problem continues, contact the site owner.';

const DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
const ROOTS = {
  InitiateMultipartUpload: 'InitiateMultipartUploadResult',
  CompleteMultipartUpload: 'CompleteMultipartUploadResult',
};
const strange = (op: keyof typeof ROOTS): Readonly<Record<string, Response>> => ({
  'XML that is not closed': new Response(`<${ROOTS[op]}><UploadId>1`),
  'other XML': new Response('<?xml version="1.0"?><rss><UploadId>1</UploadId></rss>'),
  'an empty body': new Response(null),
  JSON: Response.json({ UploadId: '1' }),
  'a document type with entities': new Response(`${DOCTYPE}<${ROOTS[op]}><UploadId>&b;</UploadId></${ROOTS[op]}>`),
  'nine megabytes': new Response(`<${ROOTS[op]}>${' '.repeat(9 << 20)}`),
});

/** So many answers to one operation are replaced. */
function answering({ page, fired }: Run, op: keyof typeof ROOTS, times: number, body: Response): void {
  let left = times;
  page.link.tamper = (answer, { method, url }) => {
    const isIt = method === 'POST' && url.searchParams.has(op === 'InitiateMultipartUpload' ? 'uploads' : 'uploadId');
    if (!isIt || left === 0) return answer;
    left -= 1;
    fired();
    return new Response(body.clone().body, { status: 200, headers: answer.headers });
  };
}

for (const [which, body] of Object.entries(strange('InitiateMultipartUpload'))) {
  row('B16', {
    which: `${which}, to the opening`,
    act: (run) => answering(run, 'InitiateMultipartUpload', 2, body),
    object: 'identical',
    orphans: 2,
    requests: asking('Initiate', 'InitiateMultipartUpload 200', 'InitiateMultipartUpload 200'),
    said: inAnyNumber(waiting('Connecting', 'interrupted')),
  });
}

for (const [which, body] of Object.entries(strange('CompleteMultipartUpload'))) {
  row('B16', {
    which: `${which}, to the completion`,
    act: (run) => answering(run, 'CompleteMultipartUpload', 1, body),
    object: 'identical',
    requests: asking('HeadObject', 'ListParts 404', 'HeadObject 200'),
    said: waiting('Uploading', 'interrupted'),
  });
}

row('B16', {
  which: 'always: a few times, then it has a name',
  act: (run) => answering(run, 'InitiateMultipartUpload', Infinity, new Response('<x/>')),
  ends: 'failed',
  object: 'absent',
  orphans: 5,
  requests: (requests) => expect(requests.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => WHOLE[0])),
  said: (said) => expect(said.at(-1)).toBe(`Failed: ${NONSENSE}`),
});

row('B16', {
  which: 'a part is answered with nothing: what the bucket holds counts',
  faults: [{ what: 'empty', where: PART_2 }],
  object: 'identical',
  requests: [...WHOLE.slice(0, 4), 'ListParts 200', 'ListParts 200', 'UploadPart 2 200', ...WHOLE.slice(4)],
  said: WELL,
});

row('B17', {
  act: async ({ page, world, fired }) => {
    page.link.tamper = (answer, { method, url }) => {
      if (method !== 'POST' || !url.searchParams.has('uploadId')) return answer;
      fired();
      const xml =
        '<?xml version="1.0"?><Error><Code>CallbackFailed</Code><Message>Error status : 502.</Message></Error>';
      return new Response(xml, { status: 203, headers: answer.headers });
    };
    await world.time.until(() => page.phase() === 'ready');
    expect(details(page.first(), words).at(-1)).toBe('stored, but this site’s server was not notified');
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});

import { expect } from 'vitest';
import { PART, row, WELL, useVirtualTime } from './harness.js';
import { asking, failing, repeated, waiting, WHOLE } from './usual.js';

useVirtualTime();

const HOUR = 3_600_000;

for (const hours of [3, -3]) {
  row('B9', {
    which: `this computer is ${hours} hours off: corrected once for all`,
    page: { skewMs: hours * HOUR },
    act: ({ fired }) => fired(),
    object: 'identical',
    requests: asking('Initiate', 'InitiateMultipartUpload 403'),
    said: WELL,
  });

  row('B9', {
    which: `the clocks part by ${hours} hours in the middle`,
    act: async ({ world, page, fired }) => {
      page.link.bytesPerSecond = PART;
      await world.time.until(() => page.first().sent > 0);
      world.world.configure({ clockOffsetMs: hours * HOUR });
      fired();
    },
    object: 'identical',
    requests: (requests) => {
      expect(requests.filter((line) => line.endsWith(' 403')).length).toBeLessThanOrEqual(2);
      expect(repeated(requests)).toEqual(['UploadPart 2']);
    },
    said: hours > 0 ? waiting('Uploading', 'credentials') : WELL,
  });
}

row('B9', {
  which: 'the person sets the clock back while it uploads',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().sent > 0);
    page.setClock(-3 * HOUR);
    fired();
  },
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 403'),
  said: WELL,
});

row('B9', {
  which: 'it never ends: asked twice at most',
  act: ({ page, fired }) => {
    page.link.tamper = async (answer) => {
      const text = await answer.text();
      const wrong = `<ServerTime>${new Date(Date.UTC(2030, 1, 1)).toISOString()}</ServerTime></Error>`;
      if (text.includes('RequestTimeTooSkewed')) fired();
      return new Response(text.replace('</Error>', wrong) || null, answer);
    };
  },
  faults: [{ what: 'xml-code', code: 'RequestTimeTooSkewed', where: { op: 'UploadPart', part: 2 }, times: 0 }],
  ends: 'failed',
  object: 'absent',
  requests: [...WHOLE.slice(0, 2), 'UploadPart 2 403', 'UploadPart 2 403'],
  said: failing('Uploading', 'The clock on your device is wrong. Set the time automatically, then retry.'),
});

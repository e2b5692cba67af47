import { expect } from 'vitest';
import { PART, row, useVirtualTime } from './harness.js';
import { asking, inPart2, repeated, waiting, WHOLE } from './usual.js';

useVirtualTime();

const SECONDS = 20_000;
const HOUR = 3_600_000;

for (const [ms, long] of [
  [SECONDS, 'seconds'],
  [HOUR, 'an hour'],
] as const) {
  row('A10', {
    which: `before the start, for ${long}`,
    act: async ({ world, page, fired }) => {
      page.net.goOffline();
      await world.time.advance(ms);
      expect(world.requests()).toEqual([]);
      fired();
      page.net.goOnline();
    },
    object: 'identical',
    requests: WHOLE,
    said: waiting('Queued', 'offline'),
  });

  row('A10', {
    which: `between two parts, for ${long}`,
    act: async ({ world, page, fired }) => {
      page.link.bytesPerSecond = PART;
      await world.time.until(() => world.requests().includes('UploadPart 1 200'));
      page.net.goOffline();
      await world.time.advance(ms);
      fired();
      page.net.goOnline();
    },
    object: 'identical',
    requests: (requests) => expect(repeated(requests).filter((line) => !line.startsWith('UploadPart'))).toEqual([]),
    said: waiting('Uploading', 'offline'),
  });

  row('A10', {
    which: `in a part, for ${long}`,
    act: async (run) => {
      await inPart2(run);
      run.page.net.goOffline();
      await run.world.time.advance(ms);
      run.fired();
      run.page.net.goOnline();
    },
    object: 'identical',
    requests: asking('UploadPart 2', 'UploadPart 2 cut'),
    said: waiting('Uploading', 'offline'),
  });

  row('A10', {
    which: `for ${long}, and the browser never says that it is back`,
    act: async (run) => {
      await inPart2(run);
      run.page.net.goOffline();
      await run.world.time.advance(ms);
      run.fired();
      run.page.link.state = 'up';
    },
    object: 'identical',
    requests: asking('UploadPart 2', 'UploadPart 2 cut'),
    said: waiting('Uploading', 'offline'),
  });

  row('A10', {
    which: `for ${long}, and the browser says that it is online`,
    act: async (run) => {
      await inPart2(run);
      run.page.link.state = 'down';
      run.page.link.cut();
      await run.world.time.advance(ms);
      run.fired();
      run.page.link.state = 'up';
    },
    object: 'identical',
    requests: asking('UploadPart 2', 'UploadPart 2 cut'),
    said: waiting('Uploading', ms < HOUR ? 'interrupted' : ['interrupted', 'backend']),
  });
}

row('A10', {
  which: 'while it completes, and the answer is lost with it',
  faults: [{ what: 'hang', after: true, where: { op: 'CompleteMultipartUpload' } }],
  act: async ({ world, page }) => {
    await world.time.until(() => world.world.bucket.objects.size === 1);
    page.net.goOffline();
    await world.time.advance(HOUR);
    page.net.goOnline();
  },
  object: 'identical',
  requests: [...WHOLE.slice(0, 4), 'CompleteMultipartUpload cut', 'ListParts 404', 'HeadObject 200', 'HeadObject 200'],
  said: waiting('Uploading', 'offline'),
});

import { expect } from 'vitest';
import type { FaultOrder } from '../../src/emulator/faults.js';
import { CALM, fileOf, PART, row, useVirtualTime, WELL } from './harness.js';
import { asking, inAnyNumber, inPart2, renewals, waiting, WHOLE } from './usual.js';

useVirtualTime();

const SECONDS = 20_000;
const HOUR = 3_600_000;

row('A11', {
  which: 'all connections die, twice as often as one part would be tried',
  connections: 3,
  file: () => fileOf(PART * 6),
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART / 20;
    for (let change = 0; change < 10; change += 1) {
      await world.time.until(() => page.phase() === 'uploading');
      await world.time.advance(3_000);
      page.link.state = 'down';
      page.link.cut();
      await world.time.until(() => page.phase() === 'waiting');
      page.link.state = 'up';
    }
    fired();
    page.link.bytesPerSecond = Infinity;
  },
  object: 'identical',
  requests: (requests) => {
    expect(requests.filter((line) => line.startsWith('Initiate'))).toHaveLength(1);
    expect(requests.filter((line) => line.endsWith('cut')).length).toBeGreaterThanOrEqual(20);
  },
  said: inAnyNumber(waiting('Uploading', 'interrupted')),
});

row('A11', {
  which: 'nobody is told, packets vanish',
  act: async (run) => {
    await inPart2(run);
    run.page.link.state = 'dead';
    await run.world.time.until(() => run.page.phase() === 'waiting');
    run.fired();
    run.page.link.state = 'up';
  },
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: waiting('Uploading', 'stuck'),
});

for (const [hours, times] of [
  [0.25, 0],
  [9, 1],
] as const) {
  row('A12', {
    which: `${hours} hours in a part`,
    act: async (run) => {
      const { world, page, fired } = run;
      await inPart2(run);
      world.time.sleep(hours * HOUR);
      // Its connections are dead, and nobody is told.
      page.link.state = 'dead';
      await world.time.until(() => page.phase() === 'waiting', 10_000);
      fired();
      page.link.state = 'up';
      await world.time.until(() => page.phase() === 'ready');
      expect(renewals(world)).toBe(times);
      // By the wall clock, before OSS had to say so.
      expect(world.requests().filter((line) => line.endsWith(' 403'))).toEqual([]);
    },
    object: 'identical',
    requests: asking('UploadPart 2', 'UploadPart 2 cut'),
    said: waiting('Uploading', 'interrupted'),
  });
}

row('A12', {
  which: 'while it waits for the network',
  act: async (run) => {
    await inPart2(run);
    run.page.net.goOffline();
    await run.world.time.advance(SECONDS);
    run.world.time.sleep(9 * HOUR);
    run.fired();
    run.page.net.goOnline();
  },
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 cut'),
  said: waiting('Uploading', 'offline'),
});

row('A12', {
  which: 'at 99 %: the seal is asked about',
  faults: [{ what: 'hang', after: true, where: { op: 'CompleteMultipartUpload' } }],
  act: async ({ world }) => {
    await world.time.until(() => world.world.bucket.objects.size === 1);
    world.time.sleep(9 * HOUR);
  },
  object: 'identical',
  requests: [...WHOLE.slice(0, 4), 'CompleteMultipartUpload cut', 'ListParts 404', 'HeadObject 200', 'HeadObject 200'],
  said: waiting('Uploading', 'interrupted'),
});

row('A12', {
  which: 'while VOD works on the file',
  settings: { analyseMs: 60_000 },
  page: { settings: { noTranscode: false } },
  act: async ({ world, page, fired }) => {
    await world.time.until(() => page.phase() === 'processing');
    world.time.sleep(9 * HOUR);
    fired();
  },
  object: 'identical',
  requests: WHOLE,
  said: [...CALM, 'Ready to play'],
});

row('A13', {
  which: 'frozen while a part is not answered yet: the silence was ours',
  faults: [{ what: 'delay-after', delayMs: 20_000, where: { op: 'UploadPart', part: 2 } }],
  act: async ({ world }) => {
    await world.time.until(() => world.world.bucket.uploads.size > 0);
    await world.time.advance(7_000);
    await world.time.freeze(HOUR / 6);
  },
  object: 'identical',
  requests: WHOLE,
  said: waiting('Uploading'),
});

for (const [which, where, requests, during, wait] of [
  [
    'opening',
    { op: 'InitiateMultipartUpload' },
    asking('Initiate', 'InitiateMultipartUpload 200'),
    'Connecting',
    'portal',
  ],
  ['a part', { op: 'UploadPart', part: 2 }, asking('UploadPart 2', 'UploadPart 2 200'), 'Uploading', 'portal'],
  [
    'completing',
    { op: 'CompleteMultipartUpload' },
    asking('Complete', 'CompleteMultipartUpload 200', 'ListParts 200'),
    'Uploading',
    'portal',
  ],
  ['looking', { op: 'HeadObject' }, WHOLE, 'Uploading', undefined],
] as const) {
  row('A14', {
    which,
    faults: [{ what: 'html', where: { service: 'oss', ...where } }],
    object: 'identical',
    requests,
    said: wait === undefined ? WELL : waiting(during, wait),
  });
}

row('A14', {
  which: 'a part, for a while',
  faults: [{ what: 'html', times: 4, where: { op: 'UploadPart', part: 2 } }],
  object: 'identical',
  requests: asking('UploadPart 2', ...Array.from({ length: 4 }, () => 'UploadPart 2 200')),
  said: waiting('Uploading', 'portal'),
});

row('A14', {
  which: 'a part, by a proxy that wants a password',
  faults: [{ what: 'html', status: 407, where: { op: 'UploadPart', part: 2 } }],
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 407'),
  said: waiting('Uploading', 'portal'),
});

row('A14', {
  which: 'as they really do, without CORS: then it cannot be told from a broken connection',
  faults: ['html', 'no-cors'].map((what) => ({ what, where: { op: 'UploadPart', part: 2 } }) as FaultOrder),
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 200'),
  said: waiting('Uploading', 'interrupted'),
});

row('A14', {
  which: 'at the page’s own server, while the permission is renewed',
  faults: [
    { what: 'expired-token', where: { op: 'UploadPart', part: 2 } },
    { what: 'html', where: { service: 'backend', op: 'RefreshUploadVideo' } },
  ],
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 403'),
  said: waiting('Uploading', ['credentials', 'backend']),
});

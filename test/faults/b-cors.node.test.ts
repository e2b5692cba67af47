import { expect } from 'vitest';
import { row, WELL, useVirtualTime } from './harness.js';
import { asking, failing, inAnyNumber, waiting, WAITS, WHOLE } from './usual.js';

useVirtualTime();

const PART_2 = { op: 'UploadPart', part: 2 };
const HOUR = 3_600_000;
const LISTED = asking('Complete', 'ListParts 200');

row('B14', {
  which: 'of every answer, and the parts may be listed',
  settings: { expose: ['x-oss-request-id'] },
  act: ({ fired }) => fired(),
  object: 'identical',
  requests: LISTED,
  said: WELL,
});

row('B14', {
  which: 'of one answer, which has lost it on the way',
  faults: [{ what: 'strip', strip: ['ETag'], where: PART_2 }],
  object: 'identical',
  requests: LISTED,
  said: WELL,
});

row('B14', {
  which: 'and the parts may not be listed: said once, to whom it may concern',
  settings: { expose: ['x-oss-request-id'], listParts: 'deny' },
  act: ({ fired }) => fired(),
  ends: 'failed',
  object: 'absent',
  requests: [...WHOLE.slice(0, 4), 'ListParts 403', 'ListParts 403'],
  said: failing(
    'Uploading',
    'The storage service is not fully set up for uploads from this page. Contact the site owner.',
    'credentials',
  ),
});

row('B15', {
  which: 'an error without CORS headers',
  faults: (['status', 'no-cors'] as const).map((what) => ({ what, where: PART_2 })),
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 503'),
  said: waiting('Uploading', 'interrupted'),
});

for (const status of [403, 503]) {
  row('B15', {
    which: `the preflight fails with ${status}, twice`,
    faults: [{ what: 'status', status, where: { service: 'oss', op: 'Preflight', nth: 2 }, times: 2 }],
    object: 'identical',
    requests: WHOLE,
    said: waiting('Uploading', 'interrupted'),
  });
}

row('B15', {
  which: 'every request fails so: it hints at CORS, tries for a day, then a person decides',
  faults: [{ what: 'no-cors', where: { service: 'oss', op: 'Preflight' }, times: 0 }],
  page: { random: () => 0.99 },
  act: async ({ world, page }) => {
    await world.time.until(() => page.said().includes(WAITS.unreachable), 10_000);
    const asked = world.count('Preflight');
    await world.time.freeze(22 * HOUR);
    await world.time.until(() => page.phase() === 'failed', 3 * HOUR);
    // Twice a minute, not more.
    expect(world.count('Preflight') - asked).toBeLessThan(2 * 60 * 2.2);
    world.world.faults.clear();
    page.uploader.retry();
  },
  object: 'identical',
  requests: WHOLE,
  said: inAnyNumber([
    ...WELL.slice(0, 4),
    WAITS.interrupted,
    WAITS.unreachable,
    'Connecting',
    'Failed: The connection was lost. Check it, then retry. Your progress is saved.',
    ...WELL.slice(2),
  ]),
});

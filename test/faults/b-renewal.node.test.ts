import { expect } from 'vitest';
import { fileOf, PART, row, WELL, useVirtualTime, type Run } from './harness.js';
import { asking, failing, givenUp, inAnyNumber, renewals, repeated, waiting, WAITS, WHOLE } from './usual.js';

useVirtualTime();

const DAY = 24 * 3_600_000;
const REFRESH = { service: 'backend', op: 'RefreshUploadVideo' } as const;
const REFUSED_ONCE = asking('UploadPart 2', 'UploadPart 2 403');
const DEAD =
  'The storage service refuses every new permission to upload. Retry later. If the problem continues, contact the site owner.';

/** The token stops working while the first part is on its way. */
async function expired({ world, page }: Run): Promise<void> {
  page.link.bytesPerSecond = PART;
  await world.time.until(() => page.first().sent > 0);
  world.world.credentials.expireAll();
}

for (const [which, what] of [
  ['the network is away', { what: 'cut-before' }],
  ['500', { what: 'status', status: 500 }],
  ['503', { what: 'status', status: 503 }],
  ['half an answer', { what: 'truncate' }],
  ['no answer at all', { what: 'hang' }],
] as const) {
  row('B7', {
    which,
    faults: [{ ...what, where: REFRESH, times: 3 }],
    act: expired,
    object: 'identical',
    requests: REFUSED_ONCE,
    said: inAnyNumber(waiting('Uploading', ['credentials', 'backend'])),
  });
}

row('B7', {
  which: 'for a day: then a person decides, and nothing is lost',
  faults: [{ what: 'status', status: 503, where: REFRESH, headers: { 'retry-after': '300' }, times: 0 }],
  act: async (run) => {
    await expired(run);
    await run.world.time.until(() => run.page.phase() === 'failed', 2 * DAY);
    run.world.world.faults.clear();
    run.page.uploader.retry();
  },
  object: 'identical',
  requests: REFUSED_ONCE,
  said: [
    ...givenUp('Uploading', 'This site’s server is busy. Retry in a few minutes.', ['credentials', 'backend']),
    ...WELL.slice(2),
  ],
});

row('B7', {
  which: 'ahead of time: the old token still serves, and nobody waits',
  settings: { tokenLifeMs: 60_000, expirationSeconds: 60 },
  faults: [{ what: 'status', status: 503, where: REFRESH, times: 3 }],
  file: () => fileOf(PART * 7),
  act: ({ page }) => void (page.link.bytesPerSecond = PART / 10),
  object: 'identical',
  requests: (requests) => {
    expect(repeated(requests)).toEqual([]);
    expect(requests.filter((line) => !/ 20[04]$/.test(line))).toEqual([]);
  },
  said: WELL,
});

row('B7', {
  which: '401, the session with the app is over: it goes on after the sign-in',
  faults: [{ what: 'expired-token', where: REFRESH, times: 0 }],
  act: async (run) => {
    await expired(run);
    await run.world.time.until(() => run.page.said().includes(WAITS.signIn));
    run.world.world.faults.clear();
    run.page.uploader.resume();
  },
  object: 'identical',
  requests: REFUSED_ONCE,
  said: waiting('Uploading', ['credentials', 'signIn']),
});

/** The answers to RefreshUploadVideo say something else. */
function refreshSays({ page, fired }: Run, change: (reply: Reply, first: Reply) => object): void {
  let first: Reply | undefined;
  page.link.tamper = async (answer, { url }) => {
    if (!/UploadVideo$/.test(url.pathname)) return answer;
    const reply = (await answer.json()) as Reply;
    first ??= reply;
    if (url.pathname.endsWith('/CreateUploadVideo')) return Response.json(reply);
    fired();
    return Response.json(change(reply, first));
  };
}
interface Reply {
  readonly VideoId: string;
  readonly UploadAddress: string;
  readonly UploadAuth: string;
}
const elsewhere = (field: string) => (reply: Reply) => ({
  ...reply,
  UploadAddress: btoa(JSON.stringify({ ...(JSON.parse(atob(reply.UploadAddress)) as object), [field]: 'another' })),
});

for (const [which, change, text] of [
  ['the same dead token again', (reply: Reply, first: Reply) => ({ ...reply, UploadAuth: first.UploadAuth }), DEAD],
  [
    'another bucket',
    elsewhere('Bucket'),
    'The permission to upload changed during the upload. Remove the file and choose it again.',
  ],
  [
    'another object',
    elsewhere('FileName'),
    'The permission to upload changed during the upload. Remove the file and choose it again.',
  ],
  [
    'another media',
    (reply: Reply) => ({ ...reply, VideoId: 'another' }),
    'The permission to upload changed during the upload. Remove the file and choose it again.',
  ],
] as const) {
  row('B7', {
    which,
    act: async (run) => {
      refreshSays(run, change);
      await expired(run);
      await run.world.time.until(() => run.page.phase() === 'failed');
      expect(renewals(run.world)).toBe(1);
      run.page.link.tamper = (answer) => answer;
    },
    ends: 'failed',
    object: 'absent',
    requests: ['InitiateMultipartUpload 200', 'UploadPart 1 200', 'UploadPart 2 403'],
    // Of another media it is no answer at all to what was asked.
    said: (which === 'another media' ? givenUp : failing)('Uploading', text, 'credentials'),
  });
}

for (const [code, text] of [
  ['AccessDenied', 'The storage service does not allow this upload. Contact the site owner.'],
  ['SignatureDoesNotMatch', 'The storage service does not accept this site’s signature. Contact the site owner.'],
  ['InvalidAccessKeyId', 'The permission to upload has expired. Retry to get a new one.'],
] as const) {
  row('B8', {
    which: `${code}, always`,
    faults: [{ what: 'xml-code', code, where: { op: 'UploadPart', part: 2 }, times: 0 }],
    act: async ({ world, page }) => {
      await world.time.until(() => page.phase() === 'failed');
      expect(renewals(world)).toBe(1);
    },
    ends: 'failed',
    object: 'absent',
    requests: [...WHOLE.slice(0, 2), 'UploadPart 2 403', 'UploadPart 2 403'],
    said: failing('Uploading', text, 'credentials'),
  });

  row('B8', {
    which: `${code}, once: new credentials help`,
    faults: [{ what: 'xml-code', code, where: { op: 'UploadPart', part: 2 } }],
    object: 'identical',
    requests: REFUSED_ONCE,
    said: waiting('Uploading', 'credentials'),
  });
}

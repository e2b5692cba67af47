import { expect } from 'vitest';
import { fileOf, PART, row, useVirtualTime, WELL, type Case, type Run } from './harness.js';
import { AGAIN, asking, inAnyNumber, renewals, waiting, WAITS, WHOLE } from './usual.js';

useVirtualTime();

const SECOND = 1_000;
const DAY = 24 * 3_600_000;

/** Where OSS may refuse, and how the requests then run that follow each refusal. */
const STEPS = [
  { op: 'InitiateMultipartUpload', during: 'Connecting', again: [] },
  { op: 'UploadPart 2', during: 'Uploading', again: [] },
  { op: 'CompleteMultipartUpload', during: 'Uploading', again: ['ListParts 200'] },
] as const;
type Step = (typeof STEPS)[number];

const place = ({ op }: Pick<Step, 'op'>) => {
  const [name, part] = op.split(' ');
  return { service: 'oss', op: name!, ...(part && { part: Number(part) }) } as const;
};
const refusals = ({ op, again }: Step, status: number, times: number): string[] =>
  asking(op, ...Array.from({ length: times }, () => [`${op} ${status}`, ...again]).flat());

/** The page dies in the middle, so that the next one has to ask for the list of parts. */
async function resumed({ world, page, reopen, file }: Run): Promise<void> {
  page.link.bytesPerSecond = PART;
  await world.time.until(() => world.requests().includes('UploadPart 2 200'));
  (await reopen()).uploader.addFiles([file]);
}
const listing =
  (...lines: string[]): Case['requests'] =>
  (requests) =>
    expect(requests.filter((line) => /^(Init|List|Compl)/.test(line))).toEqual([
      'InitiateMultipartUpload 200',
      ...lines,
      'ListParts 200',
      'CompleteMultipartUpload 200',
    ]);

async function canceled({ world, page }: Run): Promise<void> {
  page.link.bytesPerSecond = PART;
  await world.time.until(() => world.requests().includes('UploadPart 2 200'));
  page.uploader.cancel();
}
const CANCELED = [...WELL.slice(0, 5), 'Canceled'];

for (const status of [500, 502, 503, 504]) {
  for (const step of STEPS) {
    row('B1', {
      which: `${status} to ${step.op}, once`,
      faults: [{ what: 'status', status, where: place(step) }],
      object: 'identical',
      requests: refusals(step, status, 1),
      said: waiting(step.during, 'interrupted'),
    });
  }
  row('B1', {
    which: `${status} to ListParts, once`,
    faults: [{ what: 'status', status, where: { op: 'ListParts' } }],
    act: resumed,
    object: 'identical',
    requests: listing(`ListParts ${status}`),
    said: [...AGAIN.slice(0, 3), WAITS.interrupted, ...AGAIN.slice(2)],
  });
  row('B1', {
    which: `${status} to AbortMultipartUpload, once`,
    faults: [{ what: 'status', status, where: { op: 'AbortMultipartUpload' } }],
    act: canceled,
    ends: 'canceled',
    object: 'absent',
    requests: (requests) =>
      expect(requests.filter((line) => line.startsWith('Abort'))).toEqual([
        `AbortMultipartUpload ${status}`,
        'AbortMultipartUpload 204',
        'AbortMultipartUpload 404',
      ]),
    said: CANCELED,
  });
}

for (const step of STEPS) {
  row('B1', {
    which: `503 to ${step.op}, six times`,
    faults: [{ what: 'status', where: place(step), times: 6 }],
    object: 'identical',
    requests: refusals(step, 503, 6),
    said: inAnyNumber(waiting(step.during, 'interrupted')),
  });
  row('B1', {
    which: `503 to ${step.op}, always: after a day a person decides, and nothing is lost`,
    settings: { expose: ['ETag', 'Retry-After'] },
    faults: [{ what: 'status', where: place(step), headers: { 'retry-after': '300' }, times: 0 }],
    act: async ({ world, page }) => {
      await world.time.until(() => page.phase() === 'failed', 2 * DAY);
      world.world.faults.clear();
      page.uploader.retry();
    },
    object: 'identical',
    requests: (requests) =>
      expect(requests.filter((line) => !line.endsWith(' 503') && !line.startsWith('List'))).toEqual(WHOLE),
    said: (said) => {
      expect(said).toContain('Failed: The storage service is busy. Retry in a few minutes. Your progress is saved.');
      expect(said.at(-1)).toBe(WELL.at(-1));
    },
  });
}

row('B1', {
  which: '503 to AbortMultipartUpload, always: after a day it is given up quietly',
  settings: { expose: ['ETag', 'Retry-After'] },
  faults: [{ what: 'status', where: { op: 'AbortMultipartUpload' }, headers: { 'retry-after': '300' }, times: 0 }],
  act: async (run) => {
    await canceled(run);
    await run.world.time.advance(2 * DAY);
  },
  ends: 'canceled',
  object: 'absent',
  orphans: 1,
  requests: (requests) => expect(requests.at(-1)).toBe('AbortMultipartUpload 503'),
  said: CANCELED,
});

/** When the requests of one kind came, ms after the first. */
const times = ({ world }: Run['world'], op: string): number[] => {
  const at = world.log.entries.filter((entry) => entry.op === op).map(({ startedAt }) => startedAt);
  return at.map((time) => Math.round(time - at[0]!));
};

row('B2', {
  which: '503 of OSS with Retry-After',
  settings: { expose: ['ETag', 'Retry-After'] },
  faults: [{ what: 'status', where: { op: 'UploadPart', part: 2 }, headers: { 'retry-after': '77' } }],
  act: async (run) => {
    await run.world.time.until(() => run.page.phase() === 'ready');
    expect(times(run.world, 'UploadPart')[2]).toBeGreaterThanOrEqual(77 * SECOND);
  },
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 503'),
  said: waiting('Uploading', 'interrupted'),
});

for (const [status, code] of [
  [429, 'TooManyRequests'],
  [503, 'QpsLimitExceeded'],
  [503, 'UploadTrafficRateLimitExceeded'],
] as const) {
  row('B2', {
    which: `${status} ${code}: fewer parts at once`,
    connections: 4,
    file: () => fileOf(PART * 24),
    faults: [{ what: 'status', status, code, where: { op: 'UploadPart', nth: 5 }, times: 2 }],
    act: async (run) => {
      run.page.link.bytesPerSecond = PART;
      await run.world.time.until(() => run.page.phase() === 'ready');
      const { entries } = run.world.world.log;
      const refused = entries.find((entry) => entry.code === code)!;
      const parts = entries.filter(({ op }) => op === 'UploadPart');
      const atOnce = (at: number) => parts.filter((e) => e.startedAt <= at && (e.endedAt ?? 0) > at).length;
      const before = parts.filter(({ n }) => n < refused.n).map(({ startedAt }) => atOnce(startedAt));
      const after = parts.filter(({ n }) => n > refused.n + 1).map(({ startedAt }) => atOnce(startedAt));
      expect(Math.max(...before)).toBe(4);
      expect(after.slice(0, 2)).toEqual([2, 2]);
      // And more again when all goes well.
      expect(after.slice(-10)).toContain(4);
    },
    object: 'identical',
    requests: (requests) => expect(requests.filter((line) => line.endsWith(String(status)))).toHaveLength(2),
    said: inAnyNumber(waiting('Uploading', 'interrupted')),
  });
}

for (const op of ['CreateUploadVideo', 'RefreshUploadVideo']) {
  row('B2', {
    which: `429 of the backend to ${op}, with Retry-After`,
    faults: [
      {
        what: 'status',
        status: 429,
        code: 'Throttling.User',
        headers: { 'retry-after': '9' },
        where: { service: 'backend', op },
      },
    ],
    act: async (run) => {
      if (op === 'RefreshUploadVideo') {
        run.page.link.latencyMs = 50;
        await run.world.time.until(() => run.world.requests().length > 0);
        run.world.world.credentials.expireAll();
      }
      await run.world.time.until(() => run.page.phase() === 'ready');
      const asked = run.world.world.log.entries.filter((entry) => entry.op === op && entry.service === 'backend');
      expect(asked[1]!.startedAt - asked[0]!.startedAt).toBeGreaterThanOrEqual(9 * SECOND);
      expect(renewals(run.world)).toBe(op === 'RefreshUploadVideo' ? 2 : 0);
    },
    object: 'identical',
    requests: op === 'CreateUploadVideo' ? WHOLE : asking('UploadPart 1', 'UploadPart 1 403'),
    said: op === 'CreateUploadVideo' ? waiting('Queued', 'backend') : waiting('Uploading', ['credentials', 'backend']),
  });
}

for (const [status, code] of [
  [408, 'RequestTimeout'],
  [400, 'RequestTimeout'],
] as const) {
  for (const step of STEPS) {
    row('B3', {
      which: `${status} to ${step.op}`,
      faults: [{ what: 'status', status, code, where: place(step) }],
      object: 'identical',
      requests: refusals(step, status, 1),
      said: waiting(step.during, 'interrupted'),
    });
  }
}

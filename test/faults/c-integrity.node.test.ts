import { expect } from 'vitest';
import { fileOf, PART, row, SIZE, useVirtualTime, WELL, type Run } from './harness.js';
import { asking, failing, givenUp, waiting, WHOLE } from './usual.js';

useVirtualTime();

const part2 = { op: 'UploadPart', part: 2 };
const stored = (run: Run) => [...run.world.world.bucket.uploads.values()][0]!.parts;

row('C1', {
  which: 'once, so that OSS refuses the part and it is read and sent again',
  faults: [{ what: 'corrupt', where: part2 }],
  object: 'identical',
  requests: asking('UploadPart 2', 'UploadPart 2 400'),
  said: waiting('Uploading', 'interrupted'),
});

row('C1', {
  which: 'the first byte of one part, the last of another',
  faults: [
    { what: 'corrupt', where: { op: 'UploadPart', part: 1 }, atByte: 0 },
    { what: 'corrupt', where: { op: 'UploadPart', part: 3 }, atByte: 16 },
  ],
  object: 'identical',
  requests: ['InitiateMultipartUpload 200', 'UploadPart 1 400', 'UploadPart 1 200', 'UploadPart 2 200'].concat(
    ['UploadPart 3 400', 'UploadPart 3 200'],
    WHOLE.slice(4),
  ),
  said: waiting('Uploading', 'interrupted', 'interrupted'),
});

row('C1', {
  which: 'every time',
  faults: [{ what: 'corrupt', where: part2, times: 0 }],
  ends: 'failed',
  object: 'absent',
  requests: [...WHOLE.slice(0, 2), ...Array<string>(5).fill('UploadPart 2 400')],
  said: [
    ...waiting('Uploading', 'interrupted', 'interrupted', 'interrupted', 'interrupted').slice(0, 13),
    'Failed: Part of the file keeps getting damaged on the way. Try another network, then retry.',
  ],
});

row('C1', {
  which: 'inside OSS, so that only the CRC-64 of the whole tells; a retry begins with a new media',
  act: async (run) => {
    const { world, page, fired } = run;
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    const [part] = stored(run).values();
    stored(run).set(1, { ...part!, crc64: part!.crc64 ^ 1n });
    await world.time.until(() => page.phase() === 'failed');
    fired();
    page.uploader.retry();
  },
  // The fault is in what OSS says of the first one.
  object: () => [fileOf(SIZE), fileOf(SIZE)],
  videos: 2,
  requests: [...WHOLE.slice(0, 5), ...WHOLE],
  said: [
    ...WELL.slice(0, 5),
    'Failed: The file arrived damaged. Retry to upload it again.',
    'Checking',
    ...WELL.slice(1),
  ],
});

/** Part 3 loses what is beyond `size`, when part 1 is stored and the others are hashed. */
const cutTo = (size: number) => async (run: Run) => {
  run.page.link.bytesPerSecond = PART;
  await run.world.time.until(() => run.page.first().confirmed >= PART);
  run.file.overwrite(new Uint8Array(await run.file.arrayBuffer()).slice(0, size));
  run.fired();
};
const UNREADABLE =
  'The file can no longer be read: it was changed, moved or deleted, or its drive was disconnected. ' +
  'Put it back as it was and retry, or choose it again.';
const CHANGED = 'The file “clip.mp4” changed on disk during the upload. Choose it again to upload it as it is now.';

row('C2', {
  which: 'short, and its checksum tells',
  act: cutTo(PART * 2 + 5),
  ends: 'failed',
  object: 'absent',
  requests: [...WHOLE.slice(0, 3), 'UploadPart 3 400'],
  said: givenUp('Uploading', UNREADABLE, 'interrupted'),
});

row('C2', {
  which: 'short, and nothing was hashed',
  page: { settings: { checksum: 'none' } },
  act: cutTo(PART * 2 + 5),
  ends: 'failed',
  object: 'absent',
  requests: WHOLE.slice(0, 4),
  said: failing('Uploading', UNREADABLE),
});

row('C2', {
  which: 'empty, and nothing was hashed',
  page: { settings: { checksum: 'none' } },
  act: cutTo(PART * 2),
  ends: 'failed',
  object: 'absent',
  requests: WHOLE.slice(0, 4),
  said: failing('Uploading', CHANGED),
});

const AGAIN = ['Paused', 'Queued', 'Connecting', ...WELL.slice(4)];

row('C6', {
  which: 'the first part last',
  connections: 3,
  faults: [{ what: 'delay', where: { op: 'UploadPart', part: 1 }, delayMs: 5_000 }],
  act: async (run) => {
    await run.world.time.until(() => run.page.first().confirmed === PART + 17);
    expect([...stored(run).keys()].sort()).toEqual([2, 3]);
  },
  object: 'identical',
  requests: WHOLE,
  said: WELL,
});

row('C6', {
  which: 'holes when the page dies: only what is missing is sent afterwards',
  connections: 3,
  faults: [
    { what: 'delay', where: { op: 'UploadPart', part: 1 }, delayMs: 3_600_000 },
    { what: 'delay', where: { op: 'UploadPart', part: 3 }, delayMs: 3_600_000 },
  ],
  file: () => fileOf(PART * 4 + 17),
  act: async (run) => {
    await run.world.time.until(() => run.page.first().confirmed >= PART * 2 + 17);
    const page = await run.reopen();
    expect(page.first()).toMatchObject({ phase: 'paused', confirmed: PART * 2 + 17 });
    page.uploader.addFiles([run.file]);
  },
  object: 'identical',
  requests: (requests) =>
    expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual([
      'ListParts 200',
      'UploadPart 1 200',
      'UploadPart 3 200',
      ...WHOLE.slice(4),
    ]),
  said: AGAIN,
});

/** Hashing the first that is of this size takes an hour. */
function slowOnce(size: number): (blob: Blob) => number {
  let slow = true;
  return (blob) => {
    if (!slow || blob.size !== size) return 0;
    slow = false;
    return 3_600_000;
  };
}

row('C6', {
  which: 'the first part hashed last, and the page dies before it: it is not forgotten',
  connections: 3,
  page: { hashMs: slowOnce(PART) },
  file: () => fileOf(PART * 3),
  act: async (run) => {
    await run.world.time.until(() => run.page.first().confirmed === PART * 2);
    const [checkpoint] = run.page.profile.kept.values();
    expect(checkpoint!.parts.map(({ n, etag }) => [n, etag !== undefined])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ]);
    run.fired();
    (await run.reopen()).uploader.addFiles([run.file]);
  },
  object: 'identical',
  requests: [
    ...[WHOLE[0]!, 'UploadPart 2 200', 'UploadPart 3 200'],
    ...['ListParts 200', 'UploadPart 1 200', ...WHOLE.slice(4)],
  ],
  said: AGAIN,
});

row('C8', {
  which: '1,003 parts after a crash: nothing that is there is sent again',
  file: () => fileOf(PART * 1_002 + 17),
  connections: 6,
  act: async (run) => {
    const { world, page, fired } = run;
    page.link.latencyMs = 10;
    await world.time.until(() => page.first().confirmed >= PART * 1_000);
    fired();
    (await run.reopen()).uploader.addFiles([run.file]);
  },
  object: 'identical',
  requests: (requests) => {
    const after = requests.slice(requests.indexOf('ListParts 200'));
    expect(after.filter((line) => line.startsWith('ListParts'))).toEqual(['ListParts 200', 'ListParts 200']);
    expect(after.filter((line) => line.startsWith('UploadPart')).length).toBeLessThanOrEqual(3);
    expect(requests.filter((line) => line.startsWith('Initiate'))).toHaveLength(1);
  },
  said: AGAIN,
});

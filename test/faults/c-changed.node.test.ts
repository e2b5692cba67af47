import { expect } from 'vitest';
import type { Ports } from '../../src/engine/ports.js';
import { DiskFile } from '../support/disk-file.js';
import type { RowId } from './catalogue.js';
import { fileOf, PART, row, SIZE, useVirtualTime, WELL, type Run } from './harness.js';
import { failing, waiting, WHOLE } from './usual.js';

useVirtualTime();

const UNREADABLE =
  'The file can no longer be read: it was changed, moved or deleted, or its drive was disconnected. ' +
  'Put it back as it was and retry, or choose it again.';
const CHANGED = 'The file “clip.mp4” changed on disk during the upload. Choose it again to upload it as it is now.';
const DIFFERS =
  'The file “clip.mp4” is not the one you started with, or has changed since. ' +
  'Retry with the original “clip.mp4”, or remove this upload and start over.';
const AGAIN = ['Paused', 'Queued', 'Connecting', ...WELL.slice(4)];
const RESUMED = ['ListParts 200', 'UploadPart 2 200', 'UploadPart 3 200', ...WHOLE.slice(4)];

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
const copy = (file: DiskFile, bytes: Uint8Array<ArrayBuffer>, lastModified = file.lastModified) =>
  new DiskFile(bytes, file.name, { lastModified });

/** Part 1 is stored, part 2 is on its way. */
async function half({ world, page }: Run): Promise<void> {
  page.link.bytesPerSecond = PART;
  await world.time.until(() => page.first().confirmed >= PART);
}

const overwritten = (change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) => async (run: Run) => {
  await half(run);
  run.file.overwrite(change(await bytesOf(run.file)));
  run.fired();
};

row('C3', {
  which: 'while it is sent, and the browser notices: a retry helps once it is back in its place',
  act: async (run) => {
    const { world, page, file, fired } = run;
    await half(run);
    file.vanish();
    await world.time.until(() => page.phase() === 'failed');
    fired();
    page.uploader.retry();
    await world.time.until(() => page.phase() === 'failed');
    file.comeBack();
    page.uploader.retry();
  },
  object: 'identical',
  requests: WHOLE,
  said: [...failing('Uploading', UNREADABLE), ...failing('Uploading', UNREADABLE).slice(2), ...AGAIN.slice(1)],
});

row('C3', {
  which: 'while it is sent, and the browser does not notice that its middle is another one',
  file: () => fileOf(PART + 17),
  // Part 1 is stored as it was, part 2 as it became.
  act: async ({ world, page, file, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().sent > 0);
    file.overwrite((await bytesOf(file)).map((byte) => byte ^ 1));
    fired();
  },
  page: { settings: { checksum: 'none' } },
  ends: 'failed',
  object: 'absent',
  requests: WHOLE.slice(0, 3),
  said: failing('Uploading', CHANGED),
});

row('C3', {
  which: 'while it is sent, and the browser does not notice; hashed before, OSS tells',
  act: overwritten((bytes) => bytes.map((byte) => byte ^ 1)),
  ends: 'failed',
  object: 'absent',
  requests: [...WHOLE.slice(0, 3), 'UploadPart 3 400', 'UploadPart 3 200'],
  said: waiting('Uploading', 'interrupted').slice(0, 7).concat(`Failed: ${CHANGED}`),
});

row('C3', {
  which: 'it became another one while it was sent: chosen again, it is a new upload of its own',
  page: { settings: { checksum: 'none' } },
  act: async (run) => {
    const { world, page, file } = run;
    await overwritten((bytes) => bytes.map((byte) => byte ^ 1))(run);
    await world.time.until(() => page.phase() === 'failed');
    const { id } = page.first();
    const { rejected } = page.uploader.addFiles([copy(file, await bytesOf(file), 1_800_000_000_000)]);
    expect(rejected).toEqual([]);
    page.uploader.removeUpload(id);
    await world.time.advance(120_000);
  },
  object: 'identical',
  videos: 2,
  requests: (requests) => {
    expect(requests.filter((line) => line.startsWith('Complete'))).toEqual(['CompleteMultipartUpload 200']);
    expect(requests.filter((line) => line.startsWith('Abort'))[0]).toBe('AbortMultipartUpload 204');
  },
  said: [...failing('Uploading', CHANGED), 'Checking', 'Canceled', ...WELL.slice(1)],
});

row('C3', {
  which: 'it grew while it was sent, and the browser does not notice: what was chosen arrives',
  act: overwritten((bytes) => new Uint8Array([...bytes, 1, 2, 3])),
  object: () => [fileOf(SIZE)],
  requests: WHOLE,
  said: WELL,
});

row('C3', {
  which: 'it is deleted when all of it was sent: nobody misses it',
  faults: [{ what: 'status', where: { op: 'CompleteMultipartUpload' } }],
  act: async ({ world, page, file }) => {
    await world.time.until(() => page.phase() === 'waiting');
    file.vanish();
  },
  object: () => [fileOf(SIZE)],
  requests: (requests) => expect(requests.filter((line) => line.startsWith('UploadPart'))).toHaveLength(3),
  said: waiting('Uploading', 'interrupted'),
});

type Change = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
const flipped: Change = (bytes) => bytes.map((byte) => byte ^ 1);
const LATER = 1_800_000_000_000;

for (const [id, which, change, lastModified] of [
  ['C3', 'between two sessions it was saved again: the same bytes, another date', (bytes) => bytes, LATER],
  ['C3', 'between two sessions it became another one of the same size', flipped, LATER],
  ['C4', 'the date gives it away', flipped, LATER],
  ['C4', 'even its date is the same', flipped, undefined],
] satisfies [RowId, string, Change, number | undefined][]) {
  row(id, {
    which: `${which}; refused, and then the right one goes on`,
    act: async (run) => {
      await half(run);
      const page = await run.reopen();
      page.uploader.addFiles([copy(run.file, change(await bytesOf(run.file)), lastModified)]);
      await run.world.time.until(() => page.phase() === 'failed');
      run.fired();
      page.uploader.addFiles([run.file]);
    },
    object: 'identical',
    requests: (requests) => expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual(RESUMED),
    said: ['Paused', 'Queued', `Failed: ${DIFFERS}`, ...AGAIN.slice(1)],
  });
}

for (const [which, change] of [
  ['longer', (bytes) => new Uint8Array([...bytes, 1, 2, 3])],
  ['shorter', (bytes) => bytes.slice(0, PART + 1)],
] satisfies [string, Change][]) {
  const before = fileOf(SIZE);
  const after = bytesOf(before).then((bytes) => copy(before, change(bytes), LATER));
  let changed: DiskFile;
  row('C3', {
    which: `between two sessions it became ${which}: that is a new upload, and the old one waits for its file`,
    file: () => before,
    act: async (run) => {
      await half(run);
      changed = await after;
      const page = await run.reopen();
      page.uploader.addFiles([changed]);
      await run.world.time.until(() => page.uploader.state.uploads.at(-1)?.phase === 'ready');
      expect(page.first()).toMatchObject({ phase: 'paused', inherited: 'bare' });
      run.fired();
      page.uploader.addFiles([before]);
    },
    object: () => [before, changed],
    videos: 2,
    requests: (requests) => expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual(RESUMED),
    said: ['Paused', ...WELL, ...AGAIN.slice(1)],
  });
}

for (const [which, openHandle] of [
  ['it was deleted between two sessions', () => Promise.reject(new DOMException('gone', 'NotFoundError'))],
  ['the browser may not read it any more', () => Promise.resolve(undefined)],
] satisfies [string, NonNullable<Ports['openHandle']>][]) {
  row('C3', {
    which: `${which}: it is asked for`,
    page: { openHandle },
    act: async (run) => {
      run.page.uploader.pause();
      run.page.uploader.clear();
      run.page.seen.length = 0;
      run.page.uploader.addFiles([run.file], { handles: new Map([[run.file, { kept: true }]]) });
      await half(run);
      const page = await run.reopen();
      expect(page.first()).toMatchObject({ inherited: 'handle' });
      page.uploader.start();
      await run.world.time.until(() => page.phase() === 'waiting');
      run.fired();
      page.uploader.addFiles([run.file]);
    },
    object: 'identical',
    requests: (requests) => expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual(RESUMED),
    said: [
      ...AGAIN.slice(0, 2),
      'Waiting: Press Continue and, if asked, allow access to the file.',
      'Waiting: Choose the same file again to continue.',
      ...AGAIN.slice(1),
    ],
  });
}

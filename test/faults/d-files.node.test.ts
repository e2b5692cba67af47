import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorText } from '../../src/elements/describe.js';
import { MAX_OBJECT_BYTES } from '../../src/engine/plan.js';
import type { Settings } from '../../src/engine/settings.js';
import { DiskFile } from '../support/disk-file.js';
import { SparseFile } from '../support/sparse-file.js';
import { createVirtualWorld } from '../support/virtual-world.js';
import { words } from '../support/words.js';
import { named, type RowId } from './catalogue.js';
import { CALM, expectClean, fileOf, PART, row, SIZE, useVirtualTime, WELL } from './harness.js';
import { asking, failing, waiting, WHOLE } from './usual.js';

useVirtualTime();

const part2 = { op: 'UploadPart', part: 2 };

/** Refused before anything was asked of anybody. */
function refused(id: RowId, which: string, file: () => File, said: string, settings: Partial<Settings> = {}): void {
  it(named(id, `${which}: refused before anything is asked`), () => {
    const world = createVirtualWorld();
    const page = world.openPage({ settings });
    const { added, rejected } = page.uploader.addFiles([file()]);
    expect(added).toEqual([]);
    expect(rejected.map(({ error }) => errorText(error, words))).toEqual([said]);
    expect(world.world.log.entries).toEqual([]);
    expect(page.seen).toEqual([]);
    expectClean(world, page);
  });
}

refused('D1', '0 bytes', () => fileOf(0), 'This file is empty. Export or copy it again, then choose the new file.');
refused(
  'D5',
  'one byte above the page’s limit',
  () => fileOf(1001),
  'This file is 1,001 bytes; the limit is 1,000 bytes. Choose a shorter or smaller version.',
  { maxFileSize: 1000 },
);
refused(
  'D5',
  'one byte above what OSS takes',
  () => new SparseFile(MAX_OBJECT_BYTES + 1, 'film.mp4'),
  'This file is 48.8 TB; the limit is 48.8 TB. Choose a shorter or smaller version.',
);
refused(
  'D7',
  'a program',
  () => fileOf(1000, 'setup.exe'),
  'This file type (.exe) is not accepted here. Choose another file or convert this one.',
);
refused(
  'D7',
  'a page that wants another type',
  () => fileOf(1000),
  'This file type (.mp4) is not accepted here. Choose another file or convert this one.',
  { accept: 'audio/*' },
);
refused(
  'D6',
  'no extension and no type',
  () => new DiskFile(new Uint8Array(9), 'clip', { type: '' }),
  'The file name has no extension such as .mp4, so the format is unknown. Add one, then choose the file again.',
);

row('D5', {
  which: 'the account has no room for another media',
  faults: [{ what: 'status', status: 403, code: 'QuotaExceeded.Storage', where: { op: 'CreateUploadVideo' } }],
  ends: 'failed',
  object: 'absent',
  videos: 0,
  requests: [],
  said: failing(
    'Queued',
    'This site’s server did not allow the upload. Check that you are allowed to upload here, then retry.',
  ),
});

for (const status of [500, 507]) {
  row('D5', {
    which: `the disk of the server is full for a while, ${status}`,
    faults: [{ what: 'status', status, where: part2, times: 3 }],
    object: 'identical',
    requests: asking('UploadPart 2', ...Array<string>(3).fill(`UploadPart 2 ${status}`)),
    said: waiting('Uploading', 'interrupted'),
  });
}

row('D5', {
  which: 'the disk of the server stays full: a page that comes later goes on where it was',
  faults: [{ what: 'status', status: 507, where: part2, times: 0 }],
  act: async (run) => {
    await run.world.time.advance(3_600_000);
    expect(run.page.phase()).toBe('waiting');
    run.world.world.faults.clear();
    (await run.reopen()).uploader.addFiles([run.file]);
  },
  object: 'identical',
  requests: (requests) =>
    expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual(['ListParts 200', ...WHOLE.slice(2)]),
  said: ['Paused', 'Queued', 'Connecting', ...WELL.slice(4)],
});

const LONG = 'ü'.repeat(125);

for (const [which, name, title, fileName] of [
  ['Chinese', '会议记录（最终版）.mp4', '会议记录（最终版）', '会议记录（最终版）.mp4'],
  ['emoji, which VOD refuses', '🎬 clip 👩‍👩‍👧.MP4', 'clip', 'clip.mp4'],
  ['nothing but emoji', '🎬.mp4', 'mp4', 'video.mp4'],
  ['right to left', 'سرگذشت فیلم.mp4', 'سرگذشت فیلم', 'سرگذشت فیلم.mp4'],
  ['decomposed accents', 'cafe\u0301.mp4', 'cafe\u0301', 'cafe\u0301.mp4'],
  ['composed accents', 'caf\u00e9.mp4', 'caf\u00e9', 'caf\u00e9.mp4'],
  ['255 bytes', `${LONG}.mp4`, LONG, `${LONG}.mp4`],
  ['quotes and angle brackets', `"a" 'b' <img src=x>.mp4`, `"a" 'b' <img src=x>`, `"a" 'b' <img src=x>.mp4`],
  ['a newline', 'a\nb.mp4', 'a b', 'a b.mp4'],
  ['what means something in URLs', '100%2B+#?&=a/b.mp4', '100%2B+#?&=a/b', '100%2B+#?&=a/b.mp4'],
  ['spaces around it', '  clip .mp4', 'clip', 'clip.mp4'],
  ['an extension in capitals', 'CLIP.MP4', 'CLIP', 'CLIP.mp4'],
  ['several dots', 'a.b.c.mp4', 'a.b.c', 'a.b.c.mp4'],
  ['nothing but an extension', '.mp4', '.mp4', '.mp4.mp4'],
  ['no extension, but a type', 'recording', 'recording', 'recording.mp4'],
] satisfies [string, string, string, string][]) {
  row('D6', {
    which,
    file: () => fileOf(SIZE, name),
    act: async ({ world, page, fired }) => {
      await world.time.until(() => page.phase() === 'ready');
      const [video] = world.world.videos.all;
      expect({ title: video!.title, fileName: video!.fileName }).toEqual({ title, fileName });
      expect(video!.key).toMatch(/^sv\/[0-9a-f-]+\/[0-9a-f-]+\.mp4$/);
      expect(page.first().name).toBe(name);
      fired();
    },
    object: 'identical',
    requests: WHOLE,
    said: WELL,
  });
}

const clip = () => new Uint8Array(readFileSync('test/media/clip.mp4'));
const html = () => new TextEncoder().encode(`<!doctype html><title>Not a film</title>${'<p>no</p>'.repeat(50)}`);
const NOT_MEDIA =
  'This file could not be converted. It may be damaged or not a video. ' +
  'Check that it plays on your device, or export it again.';

for (const [which, bytes, type, ends] of [
  ['a web page', html, 'video/mp4', 'failed'],
  ['a program', () => new TextEncoder().encode(`MZ${'\u0000'.repeat(2000)}`), 'video/mp4', 'failed'],
  ['the first bytes of an MP4', () => clip().slice(0, 400), 'video/mp4', 'failed'],
  ['an MP4 that the system takes for text', clip, 'text/html', 'ready'],
] satisfies [string, () => Uint8Array<ArrayBuffer>, string, string][]) {
  row('D7', {
    which: `${which}, by the name of clip.mp4: VOD decides`,
    settings: { noTranscode: false, analyseMs: 300 },
    page: { settings: { noTranscode: false } },
    file: () => new DiskFile(bytes(), 'clip.mp4', { type }),
    act: ({ fired }) => fired(),
    ends,
    object: 'identical',
    requests: [...WHOLE.slice(0, 2), ...WHOLE.slice(4)],
    said: [...CALM, ends === 'ready' ? 'Ready to play' : `Failed: ${NOT_MEDIA}`],
  });
}

const UNREADABLE =
  'The file can no longer be read: it was changed, moved or deleted, or its drive was disconnected. ' +
  'Put it back as it was and retry, or choose it again.';

row('D8', {
  which: 'from the start: a folder, a file that is only in the cloud',
  file: () => {
    const file = fileOf(SIZE);
    file.vanish();
    return file;
  },
  act: ({ fired }) => fired(),
  ends: 'failed',
  object: 'absent',
  requests: WHOLE.slice(0, 1),
  said: failing('Uploading', UNREADABLE),
});

row('D8', {
  which: 'its drive is ejected in the middle: no loop of retries',
  connections: 3,
  file: () => fileOf(PART * 9),
  act: async ({ world, page, file, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART * 3);
    file.vanish();
    fired();
    await world.time.until(() => page.phase() === 'failed');
    const asked = world.requests().length;
    await world.time.advance(3_600_000);
    expect(world.requests()).toHaveLength(asked);
  },
  ends: 'failed',
  object: 'absent',
  requests: (requests) => expect(requests.filter((line) => line.startsWith('Complete'))).toEqual([]),
  said: failing('Uploading', UNREADABLE),
});

it(named('D8', 'a Blob that is no file of a disk is sent like one'), async () => {
  const world = createVirtualWorld();
  const page = world.openPage();
  const recorded = new Blob([clip()], { type: 'video/mp4' });
  page.uploader.addFiles([new File([recorded], 'recording.mp4', { type: recorded.type })]);
  await world.time.until(() => page.phase() === 'ready');
  expect(await world.objects()).toHaveLength(1);
  expect((await world.objects())[0]).toMatchObject({ size: recorded.size });
  expectClean(world, page);
});

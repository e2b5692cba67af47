import { expect } from 'vitest';
import type { Checkpoint, PartRecord } from '../../src/engine/checkpoint.js';
import { fileOf, PART, row, useVirtualTime, WELL, type Run } from './harness.js';
import { WHOLE } from './usual.js';

useVirtualTime();

const DAY = 24 * 3_600_000;
const AGAIN = ['Paused', 'Queued', 'Connecting', ...WELL.slice(4)];

const file = () => fileOf(PART * 3);

type Damage = (checkpoint: Checkpoint) => unknown;

/** The page dies with two parts stored; what it has written down is another thing when the next one reads it. */
const damaged = (damage: Damage, before?: (run: Run) => void) => async (run: Run) => {
  const { world, page } = run;
  page.link.bytesPerSecond = PART;
  await world.time.until(() => page.first().confirmed >= PART * 2);
  const { kept } = page.profile;
  for (const [id, checkpoint] of kept) kept.set(id, damage(checkpoint) as Checkpoint);
  before?.(run);
  const next = await run.reopen();
  run.fired();
  next.uploader.addFiles([run.file]);
};

const parts =
  (change: (parts: readonly PartRecord[]) => unknown): Damage =>
  (checkpoint) => ({
    ...checkpoint,
    parts: change(checkpoint.parts),
  });
const first = (change: object): Damage => parts(([one, ...rest]) => [{ ...one, ...change }, ...rest]);

const USELESS: Readonly<Record<string, Damage>> = {
  'of a version to come': (checkpoint) => ({ ...checkpoint, v: 3 }),
  'of a version that is a text': (checkpoint) => ({ ...checkpoint, v: '2' }),
  'nothing at all': () => null,
  'a number': () => 7,
  'an empty record': () => ({}),
  'a VideoId that is a number': (checkpoint) => ({ ...checkpoint, videoId: 7 }),
  'no target': (checkpoint) => ({ ...checkpoint, target: null }),
  'an empty bucket name': (checkpoint) => ({ ...checkpoint, target: { ...checkpoint.target, bucket: '' } }),
  'no fingerprint': (checkpoint) => ({ ...checkpoint, fingerprint: undefined }),
  'no word of the seal': (checkpoint) => ({ ...checkpoint, sealSent: 'no' }),
  'an uploadId that is a list': (checkpoint) => ({ ...checkpoint, uploadId: [] }),
  'parts that are no list': parts((all) => ({ ...all })),
  'a part that is nothing': parts((all) => [null, ...all]),
  'a missing part': parts((all) => all.slice(1)),
  'a hole': parts(([one, , three]) => [one, three]),
  'parts that overlap': parts(([one, two, three]) => [one, { ...two!, offset: PART - 1 }, three]),
  'the same part twice': parts(([one]) => [one, one]),
  'parts beyond the file': parts((all) => [...all, { n: 4, offset: PART * 3, size: PART }]),
  'an empty part': first({ size: 0 }),
  'half a byte': first({ size: PART + 0.5 }),
  'a size that is a text': first({ size: String(PART) }),
  'a part number 0': first({ n: 0 }),
  'an ETag that is a number': first({ etag: 7 }),
  'eight days old': (checkpoint) => ({ ...checkpoint, createdAt: checkpoint.createdAt - 8 * DAY }),
  'eight days ahead of its time': (checkpoint) => ({ ...checkpoint, createdAt: checkpoint.createdAt + 8 * DAY }),
  'without a time': (checkpoint) => ({ ...checkpoint, createdAt: 'yesterday' }),
};

for (const [which, damage] of Object.entries(USELESS)) {
  row('C5', {
    which: `${which}: thrown away, and begun anew`,
    file,
    act: damaged(damage),
    object: 'identical',
    videos: 2,
    // Nobody knows any more that it is there.
    orphans: 1,
    requests: (requests) => expect(requests.slice(-WHOLE.length)).toEqual(WHOLE),
    said: WELL,
  });
}

const resent = (...numbers: readonly number[]): string[] => [
  'ListParts 200',
  ...numbers.map((n) => `UploadPart ${n} 200`),
  ...WHOLE.slice(4),
];

const HEALED: readonly { which: string; damage: Damage; before?: (run: Run) => void; sent: readonly number[] }[] = [
  { which: 'fields that nobody knows', damage: (all) => ({ ...all, colour: 'blue', sealed: true }), sent: [3] },
  { which: 'two hours ahead', damage: (all) => ({ ...all, createdAt: all.createdAt + DAY / 12 }), sent: [3] },
  { which: 'a forged ETag', damage: first({ etag: '"00000000000000000000000000000000"' }), sent: [1, 3] },
  { which: 'a part that was stored, but not written down', damage: first({ etag: undefined }), sent: [3] },
  { which: 'a part of which nothing is known', damage: first({ etag: undefined, md5: undefined }), sent: [1, 3] },
  { which: 'only the first part', damage: parts((all) => all.slice(0, 1)), sent: [2, 3] },
  {
    which: 'a part that the bucket does not have',
    damage: (all) => all,
    before: ({ world }) => void [...world.world.bucket.uploads.values()][0]!.parts.delete(2),
    sent: [2, 3],
  },
  {
    which: 'a part that is of another size in the bucket',
    damage: (all) => all,
    before: ({ world }) => {
      const { parts: held } = [...world.world.bucket.uploads.values()][0]!;
      held.set(2, { ...held.get(2)!, size: 5 });
    },
    sent: [2, 3],
  },
];

for (const { which, damage, before, sent } of HEALED) {
  row('C5', {
    which: `${which}: the bucket decides what is sent again`,
    file,
    act: damaged(damage, before),
    object: 'identical',
    requests: (requests) => expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual(resent(...sent)),
    said: AGAIN,
  });
}

row('C5', {
  which: 'a forged ETag where nothing may be listed: OSS refuses to complete, and all is sent again',
  settings: { listParts: 'deny' },
  file,
  act: damaged(first({ etag: '"00000000000000000000000000000000"' })),
  object: 'identical',
  requests: (requests) =>
    expect(
      requests.slice(requests.indexOf('CompleteMultipartUpload 400')).filter((line) => !/ListParts/.test(line)),
    ).toEqual(['CompleteMultipartUpload 400', ...WHOLE.slice(1)]),
  said: [
    ...AGAIN.slice(0, 3),
    ...['Waiting: Renewing the permission to upload.', 'Connecting', 'Uploading'],
    'Waiting: Renewing the permission to upload.',
    ...AGAIN.slice(3),
  ],
});

row('C5', {
  which: 'the parts have another size by now: what was given out stays, and the rest follows the new wish',
  file,
  act: async (run) => {
    await damaged(parts((all) => all.slice(0, 2)))(run);
    run.page.uploader.configure({ partSize: PART * 4 });
  },
  object: 'identical',
  requests: (requests) => expect(requests.slice(requests.indexOf('ListParts 200'))).toEqual(resent(3)),
  said: AGAIN,
});

row('C5', {
  which: 'an upload that OSS does not know: the same media, from the first byte',
  file,
  act: damaged((checkpoint) => ({ ...checkpoint, uploadId: '0'.repeat(32) })),
  object: 'identical',
  orphans: 1,
  requests: (requests) =>
    expect(requests.slice(requests.indexOf('ListParts 404')).filter((line) => line !== 'HeadObject 404')).toEqual([
      'ListParts 404',
      ...WHOLE,
    ]),
  said: [...AGAIN.slice(0, 3), 'Queued', ...AGAIN.slice(2)],
});

row('C5', {
  which: 'another object: its credentials lead elsewhere, and nothing is mixed',
  file,
  act: damaged((checkpoint) => ({ ...checkpoint, target: { ...checkpoint.target, key: 'sv/other.mp4' } })),
  ends: 'failed',
  object: 'absent',
  requests: (requests) => expect(requests.filter((line) => /Complete|200$/.test(line))).toHaveLength(3),
  orphans: 1,
  said: [
    ...AGAIN.slice(0, 3),
    'Failed: The permission to upload changed during the upload. Remove the file and choose it again.',
  ],
});

row('C5', {
  which: 'a media that VOD does not know: begun anew with another, and no request with its parts',
  file,
  act: damaged((checkpoint) => ({ ...checkpoint, videoId: '0'.repeat(32) })),
  object: 'identical',
  videos: 2,
  orphans: 1,
  requests: (requests) => expect(requests.slice(-WHOLE.length)).toEqual(WHOLE),
  said: [...AGAIN.slice(0, 3), 'Queued', ...AGAIN.slice(2)],
});

import { PART, row, useVirtualTime, WELL, type Run } from './harness.js';
import { AGAIN, waiting, WAITS, WHOLE } from './usual.js';

useVirtualTime();

const LOOKED_AT = [...WHOLE, 'ListParts 404', 'HeadObject 200', 'HeadObject 200'];

/** The upload is finished; `days` later what was noted in its middle is back, as from a disk that was restored. */
async function finishedWithOldNotes({ world, page, file, fired, reopen }: Run, days = 0): Promise<void> {
  page.link.bytesPerSecond = PART;
  await world.time.until(() => page.first().confirmed >= PART);
  const early = structuredClone([...page.profile.kept]);
  await world.time.until(() => page.phase() === 'ready');
  for (const [id, checkpoint] of early) page.profile.kept.set(id, checkpoint);
  await world.time.advance(days * 24 * 3_600_000);
  fired();
  (await reopen()).uploader.addFiles([file]);
}

for (const days of [0, 3]) {
  row('E12', {
    which: `from notes of its middle, ${days} days later: the object is looked at, nothing is sent`,
    act: (run) => finishedWithOldNotes(run, days),
    object: 'identical',
    requests: LOOKED_AT,
    said: AGAIN,
  });
}

row('E12', {
  which: 'from notes of its middle, where nothing may be listed or looked at: VOD has the last word',
  settings: { head: 'deny', listParts: 'deny' },
  act: (run) => finishedWithOldNotes(run),
  object: 'identical',
  requests: [
    ...WHOLE.slice(0, -1),
    'HeadObject 403',
    // AccessDenied is taken for a credential's fault once.
    ...['ListParts 403', 'ListParts 403', 'UploadPart 2 404', 'HeadObject 403', 'HeadObject 403'],
  ],
  said: [...AGAIN.slice(0, 3), WAITS.credentials, ...AGAIN.slice(2)],
});

row('E15', {
  which: 'it comes back with nothing at all, not even the media: begun anew with another, once',
  act: async ({ world, page, fired }) => {
    page.link.bytesPerSecond = PART;
    await world.time.until(() => page.first().confirmed >= PART);
    page.link.state = 'down';
    page.link.cut();
    const { settings } = world.world;
    await world.world.wipe();
    world.world.configure(settings);
    await world.time.advance(30_000);
    page.link.state = 'up';
    fired();
  },
  object: 'identical',
  // What was asked before went with the log of the one that died.
  requests: ['UploadPart 2 403', ...WHOLE],
  said: [...waiting('Uploading', ['interrupted', 'credentials']).slice(0, 7), ...WELL.slice(2)],
});

import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.js';
import '../../../src/define.js';
import { createVodUploader, type UploadState } from '../../../src/core.js';
import { details, headline } from '../../../src/elements/describe.js';
import type { VodUploaderElement } from '../../../src/elements/vod-uploader.js';
import { textOf } from '../../support/seen.js';
import { words } from '../../support/words.js';
import { createWorld, patterned, sha256, type World } from '../../support/world.js';
import { named, type RowId } from '../catalogue.js';

export const PART = 102_400;

export interface Case {
  readonly which: string;
  readonly settings?: object;
  /** As for the emulator; each must fire, or the row fails. */
  readonly faults: readonly object[];
  /** What the element shows at the end; that the file has arrived, unless said. */
  readonly shows?: string;
  readonly object: 'identical' | 'absent';
  /** At the bucket, in their order, preflights left out: `UploadPart 2 200`, `CompleteMultipartUpload cut`. */
  readonly requests: (requests: readonly string[]) => unknown;
  /** What the row said, each thing once until the next. */
  readonly said: (said: readonly string[]) => unknown;
  /** Why this browser cannot; it is skipped then. */
  readonly unless?: string | false;
}

/** One case of the catalogue with the default layout, in a real browser, over real sockets. */
export function row(id: RowId, kase: Case): void {
  const title = named(id, kase.which);
  if (kase.unless) it.skip(`${title} (${kase.unless})`);
  else
    it(title, async function () {
      this.timeout(60_000);
      await play(kase);
    });
}

async function play({ settings, faults, object, requests, said, shows = 'Uploaded and stored' }: Case): Promise<void> {
  const world = createWorld();
  await world.settings({ noTranscode: true, analyseMs: 3_600_000, ...settings });
  for (const fault of faults) await world.fault(fault);
  const uploader = createVodUploader({
    endpoint: world.endpoint,
    partSize: PART,
    maxConnections: 1,
    noTranscode: true,
  });
  const element = await fixture<VodUploaderElement>(html`<vod-uploader .uploader=${uploader}></vod-uploader>`);
  const heard: string[] = [];
  const over = new AbortController();
  uploader.observe((state) => heard.push(saying(state)), over);
  const file = new File([patterned(PART * 2 + 17)], 'clip.mp4', { type: 'video/mp4', lastModified: 1000 });
  element.addFiles([file]);
  await waitUntil(() => textOf(element).includes(shows), `“${shows}” on the screen`);
  over.abort();

  for (const { hits } of await world.faults()) expect(hits, 'the fault fired').to.be.above(0);
  const objects = await world.objects();
  expect(objects.map((stored) => stored.sha256)).to.deep.equal(object === 'absent' ? [] : [await sha256(file)]);
  requests(await asked(world));
  said(heard.filter((what, at) => what !== heard[at - 1]));
  expect(await world.videos()).to.have.length(1);
  await world.heal();
  element.clear();
}

export async function asked(world: World): Promise<string[]> {
  const log = await world.log();
  return log
    .filter(({ service, op }) => service === 'oss' && op !== 'Preflight')
    .map(({ op, part, cut, status }) => [op, part, cut ? 'cut' : status].filter((x) => x !== undefined).join(' '));
}

function saying(upload: UploadState): string {
  const head = headline(upload, words);
  return upload.phase === 'waiting' || upload.phase === 'failed'
    ? `${head}: ${details(upload, words).join(' ')}`
    : head;
}

import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import '../../src/define.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';
import type { VodMediaStatusElement } from '../../src/elements/vod-media-status.js';
import type { UploadEventDetail } from '../../src/elements/events.js';
import type { MetadataInput } from '../../src/engine/settings.js';
import { createWorld, type World } from '../support/world.js';
import { filled, isHolder, overlayFor, seen, type FieldTable, type RequestField } from './table.js';

const load = async (name: string) => (await (await fetch(`/test/fields/${name}.json`)).json()) as FieldTable;

interface Logged {
  readonly service: string;
  readonly op: string;
  readonly query: Readonly<Record<string, string>>;
}

describe('the fields of the documents, in the page', () => {
  let world: World;
  let clip: File;
  let create: readonly RequestField[];
  let replies: readonly FieldTable[];

  before(async () => {
    replies = await Promise.all([load('GetUploadDetails'), load('BatchGetMediaInfos')]);
    const media = await fetch('/test/media/clip.mp4');
    clip = new File([await media.blob()], 'clip.mp4', { type: 'video/mp4' });
  });
  beforeEach(async () => {
    world = createWorld();
    await world.settings({ analyseMs: 0, transcodeMs: 0 });
    const { request } = await load('CreateUploadVideo');
    const words = { storage: `outin-${world.name}.oss-cn-shanghai.aliyuncs.com`, size: String(clip.size) };
    create = filled(request, words);
  });

  const control = (path: string, body?: unknown) =>
    fetch(
      `/__emulator/${world.name}/${path}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
    );
  const uploader = () => fixture<VodUploaderElement>(html`<vod-uploader endpoint=${world.endpoint}></vod-uploader>`);

  async function created(): Promise<Readonly<Record<string, string>>> {
    const log = (await (await control('log')).json()) as readonly Logged[];
    return log.find(({ service, op }) => service === 'vod' && op === 'CreateUploadVideo')!.query;
  }
  const sent = () => Object.fromEntries(create.map((row) => [row.name, row.sent]));

  it('go out as the attributes of <vod-uploader> say', async () => {
    const element = await uploader();
    for (const { attribute, given } of create) {
      if (attribute === undefined) continue;
      const isText = typeof given === 'string' || Array.isArray(given);
      element.setAttribute(attribute, isText ? String(given) : JSON.stringify(given));
    }
    const made = oneEvent(element, 'upload-created');
    element.addFiles([clip]);
    await made;
    expect(await created()).to.deep.include(sent());
  });

  it('go out as .metadata says, by a function of the file', async () => {
    const element = await uploader();
    const said = create.flatMap(({ metadata, given }) => (metadata === undefined ? [] : [[metadata, given]]));
    element.metadata = (file) => (file.name === 'clip.mp4' ? (Object.fromEntries(said) as MetadataInput) : {});
    const made = oneEvent(element, 'upload-created');
    element.addFiles([clip]);
    await made;
    expect(await created()).to.deep.include(sent());
  });

  it('come back in upload-ready, in .uploads, and in <vod-media-status>, each where its row says', async () => {
    // Of another media, or one that holds others: the other tests ask for these.
    const rows = replies.flatMap((table) =>
      table.response.filter((row) => row.of === undefined && !isHolder(row)).map((row) => ({ table, row })),
    );
    expect(rows).to.have.length.greaterThan(110);
    for (const table of replies) {
      const own = rows.filter((each) => each.table === table);
      const values = Object.assign({}, ...own.map(({ row }) => overlayFor(table, row, 'first').values)) as object;
      expect((await control('overlays', { op: table.op, values })).status).to.equal(200);
    }
    const element = await uploader();
    const ready = oneEvent<CustomEvent<UploadEventDetail>>(element, 'upload-ready');
    element.addFiles([clip]);
    const { upload } = (await ready).detail;
    const status = await fixture<VodMediaStatusElement>(
      html`<vod-media-status endpoint=${world.endpoint} media-id=${upload.videoId!}></vod-media-status>`,
    );
    if (status.report === undefined) await oneEvent(status, 'media-change');

    for (const { row } of rows) {
      expect(seen(upload.report, row), `${row.path} in upload-ready`).to.deep.equal(row.reads);
      expect(seen(element.uploads[0]!.report, row), `${row.path} in .uploads`).to.deep.equal(row.reads);
      expect(seen(status.report, row), `${row.path} in .report`).to.deep.equal(row.reads);
    }
    expect(status.media).to.equal(status.report!.media);
  });
});

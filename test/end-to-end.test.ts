import { expect } from '@open-wc/testing';
import { createVodUploader, type UploadState, type Uploader, type VodUploaderOptions } from '../src/core.js';
import { createWorld, patterned, sha256, type World } from './support/world.js';

const FAST = { analyseMs: 20, transcodeMs: 40 };
const PART = 102_400;

/** Resolves when the only upload's state satisfies `holds`. */
function until(uploader: Uploader, holds: (state: UploadState) => boolean): Promise<UploadState> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const look = () => {
      const state = uploader.state.uploads[0];
      if (state === undefined || !holds(state)) return;
      stop.abort();
      resolve(state);
    };
    uploader.subscribe(look, { signal: stop.signal });
    look();
  });
}

const over = (state: UploadState) => state.phase === 'ready' || state.phase === 'failed' || state.phase === 'canceled';

for (const store of ['native', 'ali-oss'] as const) {
  describe(`end to end over the ${store} store`, function () {
    let world: World;
    let clip: File;

    const uploaderFor = (options: VodUploaderOptions = {}) =>
      createVodUploader({ endpoint: world.endpoint, store, partSize: PART, pollMs: [20, 100], ...options });

    before(async () => {
      const media = await fetch('/test/media/clip.mp4');
      clip = new File([await media.blob()], 'clip.mp4', { type: 'video/mp4' });
    });
    beforeEach(async () => {
      world = createWorld();
      await world.settings(FAST);
    });

    async function uploadAll(file: File, options: VodUploaderOptions = {}): Promise<UploadState> {
      const uploader = uploaderFor({ ...options });
      const { rejected } = uploader.addFiles([file]);
      expect(rejected).to.deep.equal([]);
      return until(uploader, over);
    }

    async function expectWhole(file: File): Promise<void> {
      const objects = await world.objects();
      expect(objects).to.have.length(1);
      expect(objects[0]).to.include({ size: file.size, sha256: await sha256(file) });
      expect(await world.uploads()).to.deep.equal([]);
    }

    it('a real video goes in and comes out playable, with what VOD has read from it', async () => {
      const uploader = uploaderFor();
      const phases: string[] = [];
      const signal = new AbortController().signal;
      uploader.observe(({ phase }) => phase !== phases.at(-1) && phases.push(phase), { signal });
      uploader.addFiles([clip]);
      const state = await until(uploader, over);
      expect(phases.join(' ')).to.equal(
        'selected validated queued authorized uploading uploaded verified processing ready',
      );
      expect(state).to.deep.include({ phase: 'ready', playable: true });
      expect(state.report?.media).to.include({ width: 320, height: 180, videoCodec: 'h264', audioCodec: 'aac' });
      expect(state.report?.media?.duration).to.be.closeTo(2, 0.1);
      const [stream] = state.report!.media!.streams;
      const played = await fetch(stream!.url);
      expect(played.ok).to.equal(true);
      await expectWhole(clip);
    });

    for (const size of [1, PART - 1, PART, PART + 1, PART * 3, PART * 3 + 1]) {
      it(`${size} bytes arrive as they were`, async () => {
        const file = new File([patterned(size)], 'bytes.mp4');
        const state = await uploadAll(file);
        expect(state).to.deep.include({ phase: 'failed' });
        expect(state.phase === 'failed' && state.error.code).to.equal('transcode-failed');
        await expectWhole(file);
        const puts = (await world.log()).filter(({ op }) => op === 'UploadPart');
        expect(puts.map(({ part }) => part).sort()).to.deep.equal(
          Array.from({ length: Math.ceil(size / PART) }, (_, i) => i + 1),
        );
      });
    }

    it('falls back to V1 once when opening is refused with V4, and stays there', async () => {
      await world.settings({ v4: 'refuse' });
      expect((await uploadAll(clip)).phase).to.equal('ready');
      const opens = (await world.log()).filter(({ op }) => op === 'InitiateMultipartUpload');
      expect(opens.map(({ status }) => status)).to.deep.equal([403, 200]);
      await expectWhole(clip);
    });

    it('corrects its clock from the service once and goes on', async () => {
      await world.settings({ clockOffsetMs: 3 * 3_600_000 });
      expect((await uploadAll(clip)).phase).to.equal('ready');
      const skewed = (await world.log()).filter(({ code }) => code === 'RequestTimeTooSkewed');
      expect(skewed).to.have.length(1);
    });

    it('does without ETags and without looking, where the bucket allows neither', async () => {
      await world.settings({ expose: ['x-oss-request-id'], head: 'deny' });
      const file = new File([patterned(PART * 2 + 5)], 'bytes.mp4');
      await uploadAll(file);
      await expectWhole(file);
      expect((await world.log()).some(({ op }) => op === 'ListParts')).to.equal(true);
    });

    it('renews credentials that OSS calls expired, once, and keeps the VideoId', async () => {
      await world.fault({ where: { service: 'oss', op: 'UploadPart' }, what: 'expired-token' });
      const file = new File([patterned(PART * 5)], 'bytes.mp4');
      await uploadAll(file);
      await expectWhole(file);
      const refreshed = (await world.log()).filter(
        ({ service, op }) => service === 'backend' && op === 'RefreshUploadVideo',
      );
      expect(refreshed).to.have.length(1);
      expect(await world.videos()).to.have.length(1);
    });

    it('sends a part again that was cut off, or whose answer was lost', async () => {
      await world.fault({ where: { service: 'oss', op: 'UploadPart', part: 2 }, what: 'cut-before' });
      await world.fault({ where: { service: 'oss', op: 'UploadPart', part: 3 }, what: 'cut-after' });
      await world.fault({
        where: { service: 'oss', op: 'UploadPart', part: 1 },
        what: 'status',
        status: 503,
        code: 'ServiceUnavailable',
      });
      const file = new File([patterned(PART * 3)], 'bytes.mp4');
      await uploadAll(file);
      await expectWhole(file);
      expect((await world.faults()).map(({ hits }) => hits > 0)).to.deep.equal([true, true, true]);
    });

    it('knows a seal whose answer was lost', async () => {
      await world.fault({ where: { service: 'oss', op: 'CompleteMultipartUpload' }, what: 'cut-after' });
      const state = await uploadAll(clip);
      expect(state.phase).to.equal('ready');
      await expectWhole(clip);
      expect(await world.videos()).to.have.length(1);
    });

    it('pauses in the middle and goes on where it was', async () => {
      const file = new File([patterned(PART * 8)], 'bytes.mp4');
      await world.fault({
        where: { service: 'oss', op: 'UploadPart', nth: 3 },
        what: 'delay',
        delayMs: 30_000,
        times: 0,
      });
      const uploader = uploaderFor({ maxConnections: 2 });
      uploader.addFiles([file]);
      await until(uploader, ({ confirmed }) => confirmed >= PART * 2);
      uploader.pause();
      await world.heal();
      const paused = await until(uploader, ({ phase }) => phase === 'paused');
      uploader.resume();
      await until(uploader, over);
      await expectWhole(file);
      expect(paused.confirmed).to.be.at.least(PART * 2);
      const log = await world.log();
      expect(log.filter(({ op }) => op === 'InitiateMultipartUpload')).to.have.length(1);
      expect(log.filter(({ op, part, status }) => op === 'UploadPart' && part === 1 && status === 200)).to.have.length(
        1,
      );
    });

    it('cancels at once and leaves nothing in the bucket', async () => {
      await world.fault({
        where: { service: 'oss', op: 'UploadPart', nth: 2 },
        what: 'delay',
        delayMs: 30_000,
        times: 0,
      });
      const uploader = uploaderFor();
      uploader.addFiles([new File([patterned(PART * 8)], 'bytes.mp4')]);
      await until(uploader, ({ confirmed }) => confirmed > 0);
      expect(await world.uploads()).to.have.length(1);
      uploader.cancel();
      expect(uploader.state.uploads[0]!.phase).to.equal('canceled');
      for (let look = 0; look < 200 && (await world.uploads()).length > 0; look += 1);
      expect(await world.uploads()).to.deep.equal([]);
      expect(await world.objects()).to.deep.equal([]);
    });

    it('asks for credentials and creates a media for each of several files, two at a time', async () => {
      const uploader = uploaderFor();
      uploader.addFiles(['a', 'b', 'c'].map((name) => new File([clip], `${name}.mp4`)));
      await new Promise<void>((resolve) =>
        uploader.subscribe((state) => state.uploads.every(over) && resolve(), { signal: new AbortController().signal }),
      );
      expect(uploader.state.uploads.map(({ phase }) => phase)).to.deep.equal(['ready', 'ready', 'ready']);
      expect((await world.videos()).map(({ title }) => title).sort()).to.deep.equal(['a', 'b', 'c']);
    });
  });
}

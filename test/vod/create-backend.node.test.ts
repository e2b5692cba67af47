import { describe, expect, it } from 'vitest';
import { createVodBackend } from '../../src/core.js';
import { sample } from './sample.js';

const MEDIA = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const { signal } = new AbortController();
const unasked = () => Promise.reject(new Error('is not asked'));

describe('a backend that a page asks itself', () => {
  it('comes out of an async function as what it is', async () => {
    const infos = sample('vod/batch-get-media-infos.json');
    const make = async () =>
      createVodBackend({ backend: { createUploadVideo: unasked, batchGetMediaInfos: () => infos } });
    const backend = await make();
    expect(await backend.report([MEDIA], { signal })).toMatchObject([{ id: MEDIA, status: 'normal' }]);
  });

  it('finds medias by the page’s own ids, 20 in a call, in their order', async () => {
    const asked: unknown[] = [];
    const batchGetMediaInfos = (request: object) => {
      asked.push(request);
      const entry = (id: string) => ({ MediaId: `m-${id}`, MediaInfo: { ReferenceId: id, Status: 'Normal' } });
      const [{ ReferenceIds }] = [request] as [{ ReferenceIds: string }];
      const ids = ReferenceIds.split(',').reverse();
      return { MediaInfos: ids.filter((id) => id !== 'row-21').map(entry), NonExistReferenceIds: ['["row-21"]'] };
    };
    const backend = createVodBackend({ backend: { createUploadVideo: unasked, batchGetMediaInfos } });
    const ids = Array.from({ length: 22 }, (_, n) => `row-${n}`);
    const found = await backend.findByReference(ids, { signal });
    expect(asked).toEqual([{ ReferenceIds: ids.slice(0, 20).join() }, { ReferenceIds: 'row-20,row-21' }]);
    expect(found.map(({ referenceId, id, status }) => [referenceId, id, status])).toEqual([
      ...ids.slice(0, 21).map((id) => [id, `m-${id}`, 'normal']),
      ['row-21', '', 'missing'],
    ]);
  });

  it('rejects with what is wrong, or with the reason why it was stopped', async () => {
    const backend = createVodBackend({});
    await expect(backend.report([MEDIA], { signal })).rejects.toMatchObject({ code: 'no-endpoint' });
    const stop = new AbortController();
    const functions = { createUploadVideo: unasked, batchGetMediaInfos: () => new Promise(() => undefined) };
    const stopped = createVodBackend({ backend: functions }).findByReference(['row-1'], { signal: stop.signal });
    stop.abort(new Error('left'));
    await expect(stopped).rejects.toThrow('left');
  });
});

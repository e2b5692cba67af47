import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFetchClient } from '../../src/server/fetch-client.js';
import { createNodeClient } from '../../src/server/node-client.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';

let emulator: RunningEmulator;
beforeAll(async () => void (emulator = await startEmulator({ storage: 'memory' })));
afterAll(() => emulator.close());

const keys = () => emulator.world('fetch').account;
const client = (change: object = {}) => {
  const { accessKeyId, accessKeySecret } = keys();
  return createFetchClient({ accessKeyId, accessKeySecret, endpoint: emulator.url, ...change });
};

describe('a client with fetch alone', () => {
  it('is believed by a strict service, whatever the parameters hold', async () => {
    const odd = 'ü & = + % , \' " ( ) * ! ~ 影';
    const reply = await client().call('vod', 'CreateUploadVideo', { Title: odd, FileName: 'a b.mp4', FileSize: 5 });
    expect(reply).toMatchObject({ VideoId: expect.any(String) as string });
    const infos = await client().call('vod', 'BatchGetMediaInfos', { MediaIds: String(reply['VideoId']) });
    expect(infos).toMatchObject({ MediaInfos: [{ MediaInfo: { Title: odd } }] });
    expect(await client().call('ice', 'GetUrlUploadInfos', { JobIds: 'nobody' })).toMatchObject({
      NonExists: ['nobody'],
    });
  });

  it.each([
    ['itself', createFetchClient],
    ['Alibaba’s own', createNodeClient],
  ])('asks for twenty imports with signed addresses and all that may be said of them: %s', async (_, create) => {
    const urls = Array.from({ length: 20 }, (_, n) => `http://127.0.0.1:1/${n}.mp4?Signature=${'s%2B'.repeat(150)}`);
    const UploadMetadatas = JSON.stringify(
      urls.map((SourceURL) => ({ SourceURL, Title: '影'.repeat(128), Description: '影'.repeat(1024) })),
    );
    const UploadURLs = urls.map(encodeURIComponent).join();
    const reply = await create({ ...keys(), endpoint: emulator.url }).call('vod', 'UploadMediaByURL', {
      UploadURLs,
      UploadMetadatas,
    });
    expect(reply['UploadJobs']).toHaveLength(20);
  });

  it('has the service’s own words for what was refused', async () => {
    await expect(client().call('vod', 'RefreshUploadVideo', { VideoId: 'nobody' })).rejects.toMatchObject({
      status: 404,
      code: 'InvalidVideo.NotFound',
      requestId: expect.any(String) as string,
    });
    await expect(client({ accessKeySecret: 'wrong' }).call('vod', 'RefreshUploadVideo', {})).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
      message: expect.not.stringContaining('x-acs') as string,
    });
  });

  it('follows no redirect with what it has signed, in words that every runtime knows', async () => {
    const sent: RequestInit[] = [];
    const moved = client({
      fetch: async (_: string, init: RequestInit) => {
        sent.push(init);
        return new Response(null, { status: 302, headers: { location: 'http://127.0.0.1:1/' } });
      },
    });
    await expect(moved.call('vod', 'GetUploadDetails', { MediaIds: 'v' })).rejects.toMatchObject({
      code: 'InvalidReply',
    });
    expect(sent.map(({ redirect }) => redirect)).toEqual(['manual']);
  });

  it('needs a key, and shows none', async () => {
    expect(() => createFetchClient({ accessKeyId: '', accessKeySecret: 'x' })).toThrow(TypeError);
    const dead = client({ endpoint: 'http://127.0.0.1:1' }).call('vod', 'GetUploadDetails', { MediaIds: 'v' });
    await expect(dead).rejects.toThrow(/could not be reached/);
    await expect(dead).rejects.not.toThrow(/LTAI|secret/i);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/emulator.js';
import type { Params } from '../../src/server/client.js';

const emulator = createEmulator();
afterAll(() => emulator.close());
const create = (params: Params) =>
  emulator.client('create').call('vod', 'CreateUploadVideo', { Title: 'title', FileName: 'a.mp4', ...params });

describe('CreateUploadVideo', () => {
  it.each<[string, Params]>([
    ['MissingParameter', { Title: '' }],
    ['MissingParameter', { FileName: '' }],
    ['InvalidFileName.Extension', { FileName: 'noextension' }],
    ['InvalidFileName.Extension', { FileName: 'a.opus' }],
    ['InvalidFileName.Extension', { FileName: 'dir.mp4/a' }],
    ['LengthExceededMax', { Title: 'x'.repeat(129) }],
    ['LengthExceededMax', { Description: 'x'.repeat(1025) }],
    ['LengthExceededMax', { Tags: 'x'.repeat(33) }],
    ['TagsExceededMax', { Tags: Array(17).fill('t').join(',') }],
    ['IllegalCharacters', { Title: 'a 🎬 b' }],
    ['IllegalCharacters', { Description: '👍🏽' }],
    ['IllegalCharacters', { Tags: 'ok,🇨🇳' }],
    ['InvalidReferenceId', { ReferenceId: 'short' }],
    ['InvalidReferenceId', { ReferenceId: 'x'.repeat(65) }],
    ['InvalidReferenceId', { ReferenceId: 'with space' }],
    ['InvalidStorage.NotFound', { StorageLocation: 'elsewhere.oss-cn-beijing.aliyuncs.com' }],
    ['InvalidParameter', { FileSize: '1.5' }],
    ['InvalidParameter', { UserData: 'not json' }],
  ])('is refused with %s for %o', async (code, params) => {
    await expect(create(params)).rejects.toMatchObject({ name: 'VodApiError', code });
  });

  it.each<[string, Params]>([
    ['InvalidTemplateGroupId.NotFound', { TemplateGroupId: 'gone' }],
    ['InvalidWorkflowId.NotFound', { WorkflowId: 'gone' }],
    ['InvalidCateId.NotFound', { CateId: 9 }],
  ])('is refused with %s by an account that does not have %o', async (code, params) => {
    emulator.world('sparse').configure({ templateGroups: ['g'], workflows: ['w'], categories: ['7'] });
    const ask = (asked: Params) =>
      emulator.client('sparse').call('vod', 'CreateUploadVideo', { Title: 'title', FileName: 'a.mp4', ...asked });
    await expect(ask(params)).rejects.toMatchObject({ status: 404, code });
    await expect(ask({ TemplateGroupId: 'g', WorkflowId: 'w', CateId: 7 })).resolves.toHaveProperty('VideoId');
  });

  it('takes what is just inside the limits', async () => {
    const params = {
      ...{ Title: '标'.repeat(128), Description: 'x'.repeat(1024), Tags: Array(16).fill('x'.repeat(32)).join(',') },
      ...{ FileName: 'D:\\video_01.MP4', ReferenceId: 'abc-_1', FileSize: 0, UserData: '{"Extend":{"a":1}}' },
    };
    await expect(create(params)).resolves.toMatchObject({ VideoId: expect.any(String) as string });
  });

  it('takes a ReferenceId once', async () => {
    await create({ ReferenceId: 'reference-1' });
    await expect(create({ ReferenceId: 'reference-1' })).rejects.toMatchObject({ code: 'InvalidReferenceId' });
  });

  it('makes a new media each time', async () => {
    const [one, two] = await Promise.all([create({}), create({})]);
    expect(one?.VideoId).not.toBe(two?.VideoId);
  });
});

describe('an id that nobody has', () => {
  it.each(['RefreshUploadVideo', 'GetMezzanineInfo', 'GetVideoInfo', 'GetPlayInfo'])(
    'is not found by %s',
    async (action) => {
      const call = emulator.client('create').call('vod', action, { VideoId: 'nobody' });
      await expect(call).rejects.toMatchObject({ status: 404, code: 'InvalidVideo.NotFound' });
    },
  );

  it('is listed apart by the list calls', async () => {
    const client = emulator.client('create');
    await expect(
      client.call('vod', 'BatchGetMediaInfos', { MediaIds: 'nobody', ReferenceIds: 'no-reference' }),
    ).resolves.toMatchObject({
      NonExistMediaIds: ['nobody'],
      NonExistReferenceIds: ['no-reference'],
      MediaInfos: [],
    });
    const many = Array.from({ length: 21 }, (_, n) => `id${n}`).join(',');
    await expect(client.call('vod', 'GetUploadDetails', { MediaIds: many })).rejects.toMatchObject({
      code: 'LimitExceeded.MediaIds',
    });
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/emulator.js';
import { UploadError } from '../../src/engine/error.js';
import type { Metadata } from '../../src/engine/ports.js';
import { createHttpBackend } from '../../src/vod/backend.js';
import { parameterFault } from '../../src/vod/parameter-faults.js';

const create = (code: string, message = '') => parameterFault('CreateUploadVideo', { code, message });

describe('what VOD refuses of a create', () => {
  it.each<[string, string, string, keyof Metadata]>([
    ['InvalidFileName.Extension', "The specified FileName's extension is illegal.", 'file-type', 'fileName'],
    [
      'IllegalCharacters',
      'The specified Title contains illegal emoticon or special characters.',
      'title-characters',
      'title',
    ],
    [
      'IllegalCharacters',
      'The specified Description contains illegal emoticon.',
      'description-characters',
      'description',
    ],
    ['IllegalCharacters', 'The specified Tags contains illegal emoticon.', 'tag-characters', 'tags'],
    ['LengthExceededMax', 'The specified Title length has exceeded the maximum allowed.', 'title-too-long', 'title'],
    ['LengthExceededMax', 'A tag has more than 32 characters.', 'tag-too-long', 'tags'],
    ['TitleLengthExceededMax', '', 'title-too-long', 'title'],
    ['DescriptionExceededMax', '', 'description-too-long', 'description'],
    ['TagsExceededMax', 'The specified Tags count has exceeded the maximum allowed.', 'too-many-tags', 'tags'],
    ['InvalidTitle', '', 'text-refused', 'title'],
    ['InvalidTemplateGroupId.NotFound', 'The TemplateGroupId does not exist.', 'parameter-refused', 'templateGroupId'],
    ['InvalidStorage.NotFound', 'The StorageLocation does not exist.', 'parameter-refused', 'storageLocation'],
    ['InvalidWorkflow.NotFound', '', 'parameter-refused', 'workflowId'],
    ['InvalidReferenceId', 'The specified ReferenceId is not valid.', 'parameter-refused', 'referenceId'],
    ['InvalidAppId.NotFound', '', 'parameter-refused', 'appId'],
    ['InvalidCateId.NotFound', '', 'category-unknown', 'cateId'],
    ['InvalidCategory.NotFound', 'The category does not exist.', 'category-unknown', 'cateId'],
    ['InvalidParameter', 'The specified parameter "CoverURL" is not valid.', 'parameter-refused', 'coverUrl'],
    ['InvalidParameter', 'The specified parameter "FileSize" is not valid.', 'parameter-refused', 'fileSize'],
    ['LengthExceededMax', 'UserData.Extend has more than 512 bytes.', 'parameter-refused', 'extend'],
    ['MissingParameter', 'The input parameter "Title" is not supplied.', 'text-refused', 'title'],
  ])('%s (%s) is %s, about %s', (code, message, ours, field) => {
    expect(create(code, message)).toMatchObject({ code: ours, field });
  });

  it.each([
    ['LengthExceededMax', 'The Title or Tags exceed the limit.'],
    ['LengthExceededMax', ''],
    ['InvalidParameter', 'm'],
    ['Forbidden.InitFailed', 'Initialization of the upload of this title has failed.'],
    ['QuotaExceeded.Storage', 'There is no room for another media.'],
    ['AddVideoFailed', 'Adding the video has failed.'],
    ['OperationDenied.Suspended', 'Pay your storage.'],
    ['', 'no plan for this storage'],
  ])('%s (%s) is nobody’s in particular', (code, message) => expect(create(code, message)).toBeUndefined());

  it('is not looked for in answers about anything else', () => {
    expect(parameterFault('RefreshUploadVideo', { code: 'InvalidStorage.NotFound' })).toBeUndefined();
  });
});

describe('the emulator behind the backend kit', () => {
  const emulator = createEmulator();
  afterAll(() => emulator.close());
  const origin = 'http://page.localhost';
  const world = emulator.world('refusing');
  world.configure({ templateGroups: ['g'], workflows: ['w'], categories: ['7'] });
  const backend = createHttpBackend({
    endpoint: `${origin}/__emulator/refusing/api/vod`,
    base: origin,
    fetch: (input, init) => emulator.fetch(new Request(input, init)),
  });
  const metadata: Metadata = { title: 'clip', fileName: 'clip.mp4', fileSize: 10 };
  const refused = (change: Partial<Metadata>): Promise<UploadError> =>
    backend.create({ ...metadata, ...change }, { idempotencyKey: 'k', signal: new AbortController().signal }).then(
      () => Promise.reject(new Error('it was taken')),
      (error: unknown) => UploadError.from(error),
    );

  it.each<[Partial<Metadata>, string, keyof Metadata, Record<string, unknown>]>([
    [{ title: 'x'.repeat(129) }, 'title-too-long', 'title', { most: 128 }],
    [{ title: 'My 🎬' }, 'title-characters', 'title', {}],
    [{ description: 'x'.repeat(1025) }, 'description-too-long', 'description', { most: 1024 }],
    [{ tags: Array.from({ length: 17 }, (_, n) => `t${n}`) }, 'too-many-tags', 'tags', { most: 16 }],
    [{ tags: ['x'.repeat(33)] }, 'tag-too-long', 'tags', { most: 32 }],
    [{ tags: ['👍🏽'] }, 'tag-characters', 'tags', {}],
    [{ fileName: 'clip.opus' }, 'file-type', 'fileName', { extension: 'opus' }],
    [{ templateGroupId: 'gone' }, 'parameter-refused', 'templateGroupId', { parameter: 'TemplateGroupId' }],
    [{ workflowId: 'gone' }, 'parameter-refused', 'workflowId', { parameter: 'WorkflowId' }],
    [{ storageLocation: 'gone' }, 'parameter-refused', 'storageLocation', { parameter: 'StorageLocation' }],
    [{ referenceId: 'short' }, 'parameter-refused', 'referenceId', { parameter: 'ReferenceId' }],
    [{ cateId: 9 }, 'category-unknown', 'cateId', { parameter: 'CateId' }],
  ])('%o is refused as %s at %s', async (change, code, field, values) => {
    const error = await refused(change);
    expect(error).toMatchObject({ code, detail: { field, values, operation: 'CreateUploadVideo' } });
    expect(error.detail.serviceCode).toMatch(/./);
  });
});

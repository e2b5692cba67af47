import { describe, expect, it } from 'vitest';
import { createVodHandler } from '../../src/server/handler.js';
import { memoryIdempotencyStore } from '../../src/server/idempotency.js';
import type { VodHandlerOptions } from '../../src/server/options.js';
import { countingAnswer, CREATE, fakeClient, post, read } from './fake-client.js';

type User = string | { readonly id: number };

function setUp(options: Partial<VodHandlerOptions<User>> = {}, answer = countingAnswer()) {
  const { calls, client } = fakeClient(answer);
  const handler = createVodHandler<User>({
    client,
    authorize: (request) => request.headers.get('x-user') ?? 'ann',
    ...options,
  });
  const create = async (body: object = CREATE, headers: Record<string, string> = {}) => {
    const response = await handler(post('CreateUploadVideo', body, headers));
    return { status: response.status, body: await read(response) };
  };
  return { calls, create };
}

const KEY = { 'idempotency-key': 'upload-1' };

describe('creating a media', () => {
  it('passes on what is listed and drops the rest', async () => {
    const { calls, create } = setUp();
    const listed = {
      ...CREATE,
      FileSize: 5,
      Description: 'd',
      CoverURL: 'https://x.example/c.png',
      CateId: '100036',
      Tags: 'a,b',
      TemplateGroupId: 't',
      WorkflowId: 'w',
      StorageLocation: 's',
      AppId: 'app-1000000',
      ReferenceId: 'ref_12-3',
    };
    const extra = { Action: 'DeleteVideo', Version: 'x', AccessKeyId: 'k', __proto__: { AppId: 'no' }, Empty: '' };
    await create({ ...listed, ...extra });
    expect(calls[0]?.params).toEqual({ ...listed, CateId: 100_036 });
    await create({ ...CREATE, Description: '', Tags: null });
    expect(calls[1]?.params).toEqual(CREATE);
  });

  const refused: [string, object, string][] = [
    ['no title', { FileName: 'a.mp4' }, 'MissingParameter'],
    ['no file name', { Title: 'a' }, 'MissingParameter'],
    ['a title that is a number', { ...CREATE, Title: 5 }, 'InvalidParameter'],
    ['a title of 129 characters', { ...CREATE, Title: 'é'.repeat(129) }, 'LengthExceededMax'],
    ['an emoji in the title', { ...CREATE, Title: 'Clip 🎬' }, 'IllegalCharacters'],
    ['an emoji in a tag', { ...CREATE, Tags: 'a,❤️' }, 'IllegalCharacters'],
    ['a description of 1,025 characters', { ...CREATE, Description: 'x'.repeat(1025) }, 'LengthExceededMax'],
    ['17 tags', { ...CREATE, Tags: Array.from({ length: 17 }, (_, n) => n).join(',') }, 'TagsExceededMax'],
    ['a tag of 33 characters', { ...CREATE, Tags: 'x'.repeat(33) }, 'LengthExceededMax'],
    ['a file without extension', { ...CREATE, FileName: 'clip' }, 'InvalidFileName.Extension'],
    ['a program', { ...CREATE, FileName: 'clip.mp4.exe' }, 'InvalidFileName.Extension'],
    ['an extension in the folder', { ...CREATE, FileName: 'C:\\a.mp4\\clip' }, 'InvalidFileName.Extension'],
    ['an empty file', { ...CREATE, FileSize: 0 }, 'InvalidParameter'],
    ['a size that is no number', { ...CREATE, FileSize: '1e3' }, 'InvalidParameter'],
    ['more than VOD holds', { ...CREATE, FileSize: 6e13 }, 'InvalidParameter'],
    ['a cover that is a script', { ...CREATE, CoverURL: 'javascript:alert(1)' }, 'InvalidParameter'],
    ['a ReferenceId of 5 characters', { ...CREATE, ReferenceId: 'ref-1' }, 'InvalidParameter'],
    [
      'an Extend of 513 bytes',
      { ...CREATE, UserData: JSON.stringify({ Extend: 'é'.repeat(256) }) },
      'LengthExceededMax',
    ],
    ['UserData that is no JSON', { ...CREATE, UserData: '{"Extend":' }, 'InvalidParameter'],
  ];
  for (const [what, body, code] of refused) {
    it(`refuses ${what} without asking the service`, async () => {
      const { calls, create } = setUp();
      const { status, body: reply } = await create(body);
      expect([status, reply['Code']]).toEqual([400, code]);
      expect(calls).toEqual([]);
    });
  }

  it('takes what lies exactly on a limit', async () => {
    const { create } = setUp();
    const tags = Array.from({ length: 16 }, () => 'x'.repeat(32)).join(', ');
    const UserData = { Extend: 'x'.repeat(510) };
    const most = {
      Title: '字'.repeat(128),
      FileName: 'D:\\clip.MP4',
      Description: 'x'.repeat(1024),
      Tags: tags,
      UserData,
    };
    expect((await create(most)).status).toBe(200);
  });
});

describe('UserData', () => {
  const built = async (options: Partial<VodHandlerOptions<User>>, UserData?: unknown) => {
    const { calls, create } = setUp(options);
    await create({ ...CREATE, UserData });
    const sent = calls[0]?.params['UserData'];
    return sent === undefined ? undefined : (JSON.parse(String(sent)) as unknown);
  };
  const callback = { MessageCallback: { CallbackURL: 'https://shop.example/hook', CallbackType: 'http' } };

  it('takes Extend from the page and nothing else', async () => {
    const fromPage = {
      Extend: { localId: 'a' },
      MessageCallback: { CallbackURL: 'https://evil.example' },
      AccelerateConfig: {},
    };
    expect(await built({}, JSON.stringify(fromPage))).toEqual({ Extend: { localId: 'a' } });
    expect(await built({}, fromPage)).toEqual({ Extend: { localId: 'a' } });
    expect(await built({}, { MessageCallback: 1 })).toBeUndefined();
    expect(await built({})).toBeUndefined();
  });

  it('is the server’s own, for this user and request, with the page’s Extend below its own', async () => {
    const userData = (user: User, request: { Title: string }) => ({
      ...callback,
      Extend: { user, title: request.Title },
    });
    expect(await built({ userData }, { Extend: { user: 'root', localId: 'a' } })).toEqual({
      ...callback,
      Extend: { localId: 'a', user: 'ann', title: 'Clip' },
    });
    expect(await built({ userData: async () => callback }, { Extend: 'text' })).toEqual({
      ...callback,
      Extend: 'text',
    });
    expect(await built({ userData: () => callback })).toEqual(callback);
  });
});

describe('a create that is asked for again', () => {
  it('with the same key gets the same reply', async () => {
    const { calls, create } = setUp();
    const first = await create(CREATE, KEY);
    expect(await create({ FileName: 'clip.mp4', Title: 'Clip', Ignored: 1 }, KEY)).toEqual(first);
    expect(calls).toHaveLength(1);
  });

  it('at the same time makes one media', async () => {
    const replies: ((reply: Record<string, unknown>) => void)[] = [];
    const { calls, create } = setUp({}, () => new Promise((resolve) => replies.push(resolve)));
    const both = [create(CREATE, KEY), create(CREATE, KEY)];
    await expect.poll(() => replies.length).toBe(1);
    const other = await create({ ...CREATE, Title: 'Other' }, KEY);
    expect(other.status).toBe(422);
    replies[0]?.({ VideoId: 'v1' });
    expect((await Promise.all(both)).map(({ body }) => body['VideoId'])).toEqual(['v1', 'v1']);
    expect(calls).toHaveLength(1);
  });

  it('for another file is refused', async () => {
    const { calls, create } = setUp();
    await create(CREATE, KEY);
    expect((await create({ ...CREATE, Title: 'Other' }, KEY)).status).toBe(422);
    expect((await create({ ...CREATE, UserData: { Extend: 1 } }, KEY)).status).toBe(422);
    expect(calls).toHaveLength(1);
  });

  it('by another user, with another key or without one makes another media', async () => {
    const { create } = setUp();
    const made = [
      await create(CREATE, KEY),
      await create(CREATE, { ...KEY, 'x-user': 'bob' }),
      await create(CREATE, { 'idempotency-key': 'upload-2' }),
      await create(CREATE),
      await create(CREATE),
    ];
    expect(new Set(made.map(({ body }) => body['VideoId'])).size).toBe(5);
  });

  it('knows a user by id, whatever else about them changes', async () => {
    let visits = 0;
    const { calls, create } = setUp({ authorize: () => ({ id: 7, visits: ++visits }) });
    await create(CREATE, KEY);
    await create(CREATE, KEY);
    expect(calls).toHaveLength(1);
    const byName = setUp({ authorize: () => ({ id: ++visits }), userKey: () => 'the one' });
    await byName.create(CREATE, KEY);
    await byName.create(CREATE, KEY);
    expect(byName.calls).toHaveLength(1);
  });

  it('after a failure is tried anew', async () => {
    let count = 0;
    const { create } = setUp({}, () => (++count === 1 ? Promise.reject(new Error('down')) : { VideoId: 'v2' }));
    expect((await create(CREATE, KEY)).status).toBe(502);
    expect((await create(CREATE, KEY)).body['VideoId']).toBe('v2');
  });

  it('is remembered by the store that the page’s server brings, or not at all', async () => {
    const shared = memoryIdempotencyStore();
    const one = setUp({ idempotency: shared });
    const two = setUp({
      idempotency: { get: async (key) => shared.get(key), set: async (key, value) => shared.set(key, value) },
    });
    expect((await two.create(CREATE, KEY)).body).toEqual((await one.create(CREATE, KEY)).body);
    expect([one.calls.length, two.calls.length]).toEqual([0, 1]);
    const forgetful = setUp({ idempotency: false });
    await forgetful.create(CREATE, KEY);
    await forgetful.create(CREATE, KEY);
    expect(forgetful.calls).toHaveLength(2);
  });

  it('may not bring a key that is a book', async () => {
    expect((await setUp().create(CREATE, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(400);
  });
});

describe('the record of who owns a new media', () => {
  it('is made before the page hears of it', async () => {
    const owned: unknown[] = [];
    const { create } = setUp({ onCreated: async (...all) => void owned.push(all) });
    const { body } = await create({ ...CREATE, FileSize: 3 });
    expect(owned).toEqual([['ann', body['VideoId'], { ...CREATE, FileSize: 3 }]]);
  });

  it('is made once per media, however often it is asked for', async () => {
    const owned: string[] = [];
    const { create } = setUp({ onCreated: (_user, id) => void owned.push(id) });
    await create(CREATE, KEY);
    await create(CREATE, KEY);
    expect(owned).toEqual(['video1']);
  });

  it('that fails is made up for by asking again, without a second media', async () => {
    let failing = true;
    const owned: string[] = [];
    const { calls, create } = setUp({
      onCreated: (_user, id) => {
        if (failing) throw new Error('database is down');
        owned.push(id);
      },
    });
    expect((await create(CREATE, KEY)).status).toBe(502);
    failing = false;
    expect((await create(CREATE, KEY)).body['VideoId']).toBe('video1');
    expect(owned).toEqual(['video1']);
    expect(calls).toHaveLength(1);
  });

  it('is not made of a reply without a VideoId', async () => {
    const { create } = setUp({ onCreated: () => undefined }, () => ({ RequestId: 'r' }));
    expect((await create()).status).toBe(502);
  });
});

describe('the memory of replies', () => {
  const value = { fingerprint: 'f', reply: '{}', recorded: true };

  it('forgets after a while', async () => {
    let now = 0;
    const store = memoryIdempotencyStore({ ttlMs: 1000, now: () => now });
    await store.set('a', value);
    now = 999;
    expect(await store.get('a')).toEqual(value);
    now = 1000;
    expect(await store.get('a')).toBeUndefined();
  });

  it('keeps the newest', async () => {
    const store = memoryIdempotencyStore({ limit: 2 });
    for (const key of ['a', 'b', 'a', 'c']) await store.set(key, value);
    expect(await Promise.all(['a', 'b', 'c'].map(async (key) => (await store.get(key)) !== undefined))).toEqual([
      true,
      false,
      true,
    ]);
  });
});

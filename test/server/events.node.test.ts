import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEventHandler, readEvent, type VodEvent } from '../../src/server/events.js';

const URL_OF_MINE = 'https://shop.example/api/vod-events';
const KEY = 'private key';
const NOW = Date.UTC(2026, 10, 20);

function setUp(onEvent: (event: VodEvent) => unknown = () => undefined) {
  const heard: VodEvent[] = [];
  const errors: unknown[] = [];
  const handler = createEventHandler({
    privateKey: KEY,
    callbackUrl: URL_OF_MINE,
    onEvent: (event) => (heard.push(event), onEvent(event)),
    onError: (error) => void errors.push(error),
    now: () => NOW,
  });
  const send = (body: unknown, { at = NOW / 1000, key = KEY, url = URL_OF_MINE, headers = {} } = {}) =>
    handler(
      new Request(URL_OF_MINE, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: {
          'x-vod-timestamp': String(at),
          'x-vod-signature': createHash('md5').update(`${url}|${at}|${key}`).digest('hex'),
          ...headers,
        },
      }),
    );
  return { heard, errors, send };
}

const EVENT = { EventType: 'FileUploadComplete', EventTime: '2026-11-20T00:00:00Z', VideoId: 'v1', Size: '5' };

describe('an event callback', () => {
  it('is taken when it is signed, and typed', async () => {
    const { heard, send } = setUp();
    expect((await send(EVENT)).status).toBe(200);
    expect(heard).toEqual([
      { type: 'FileUploadComplete', time: EVENT.EventTime, videoId: 'v1', size: 5, fields: EVENT },
    ]);
  });

  it.each([
    ['with another key', { key: 'other' }, 403],
    ['of another address', { url: 'https://evil.example' }, 403],
    ['of an hour ago', { at: NOW / 1000 - 3_600 }, 403],
    ['without a signature', { headers: { 'x-vod-signature': '' } }, 403],
    ['with another’s moment', { headers: { 'x-vod-timestamp': String(NOW / 1000 + 1) } }, 403],
  ])('is refused %s', async (_, options, status) => {
    const { heard, errors, send } = setUp();
    expect((await send(EVENT, options)).status).toBe(status);
    expect(heard).toEqual([]);
    expect(errors).toHaveLength(1);
  });

  it.each(['', '[]', '{}', 'x'])('is refused when it is %o', async (body) => {
    const { heard, send } = setUp();
    expect((await send(body)).status).toBe(400);
    expect(heard).toEqual([]);
  });

  it('is refused by a handler that was given no key', async () => {
    const handler = createEventHandler({
      privateKey: undefined,
      callbackUrl: URL_OF_MINE,
      onEvent: () => undefined,
      onError: () => undefined,
    });
    expect((await handler(new Request(URL_OF_MINE, { method: 'POST', body: '{}' }))).status).toBe(403);
  });

  it('comes again when it could not be taken', async () => {
    const { send, errors } = setUp(() => Promise.reject(new Error('database is down')));
    const response = await send(EVENT);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(errors).toMatchObject([{ message: 'database is down' }]);
  });
});

describe('the documents’ own events', () => {
  const sample = (name: string): unknown =>
    JSON.parse(readFileSync(`test/fixtures/samples/events/${name}.json`, 'utf8'));

  it('say what they mean', () => {
    expect(readEvent(sample('file-upload-complete'))).toMatchObject({ type: 'FileUploadComplete', size: 1_439_213 });
    expect(readEvent(sample('upload-by-url-complete.fail'))).toMatchObject({
      type: 'UploadByURLComplete',
      succeeded: false,
      jobId: '4c815bjsued19c8e',
      sourceUrl: 'http://example.com/a.mp4',
      errorCode: 'URLInvalidError',
      errorMessage: 'download video failed by the url, please check it',
    });
  });

  it('that nobody has heard of keep their name', () => {
    expect(readEvent('{"EventType":"AIMediaAuditComplete","MediaId":"m"}')).toMatchObject({
      type: 'other',
      name: 'AIMediaAuditComplete',
      videoId: 'm',
    });
  });
});

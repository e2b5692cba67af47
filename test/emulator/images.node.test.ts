import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { decodeTicket } from '../support/emulator.js';
import { wire } from './wire.js';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory' });
});
afterAll(() => running.close());

const PNG = 'iVBORw0KGgo=';

async function ask(action: string, body: object): Promise<{ status: number; reply: Record<string, unknown> }> {
  const response = await fetch(`${running.url}/__emulator/images/api/vod/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, reply: (await response.json()) as Record<string, unknown> };
}

/** Where the emulator listens, whatever the name in the address: not every machine resolves `*.localhost`. */
function reachable(address: unknown): string {
  const { hostname, pathname } = new URL(String(address));
  return `${running.url}/${hostname.split('.')[0]}${pathname}`;
}

async function image(extension = 'png') {
  const { reply } = await ask('CreateUploadImage', { ImageType: 'cover', ImageExt: extension });
  const { target, keys } = decodeTicket(reply);
  const send = wire(running, target.bucket, target.key, { ...keys, securityToken: keys.stsToken });
  return { url: reachable(reply.ImageURL), reply, key: target.key, send };
}

describe('a picture', () => {
  it('has an address that nobody needs a key for, once it is there', async () => {
    const { url, send, reply } = await image();
    expect(reply).toMatchObject({ ImageURL: reply.FileURL });
    expect(String(reply.ImageId)).toMatch(/^[0-9a-f]{32}$/);
    expect((await fetch(url)).status).toBe(404);
    const sent = await send('PUT', { body: PNG, headers: { 'content-type': 'image/png' } });
    expect(sent.status).toBe(200);
    const got = await fetch(url);
    expect([got.status, got.headers.get('content-type'), await got.text()]).toEqual([200, 'image/png', PNG]);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  });

  it('is written with its own credentials only, and by nobody without any', async () => {
    const [one, other] = [await image(), await image()];
    expect(one.key).not.toBe(other.key);
    const foreign = await fetch(one.url, { method: 'PUT', body: PNG });
    expect(foreign.status).toBe(403);
    const videos = reachable(`http://outin-images.oss.localhost/sv/1.mp4`);
    expect((await fetch(videos)).status).toBe(403);
    expect((await fetch(one.url, { method: 'DELETE' })).status).toBe(403);
  });

  it.each([
    ['no kind', {}, 'MissingParameter'],
    ['a kind that there is not', { ImageType: 'poster' }, 'InvalidParameter'],
    ['a format that VOD does not take', { ImageType: 'cover', ImageExt: 'webp' }, 'InvalidParameter'],
    ['a title of 129 characters', { ImageType: 'cover', Title: 'x'.repeat(129) }, 'LengthExceededMax'],
  ])('is refused with %s', async (_, body, code) => {
    expect(await ask('CreateUploadImage', body)).toMatchObject({ status: 400, reply: { Code: code } });
  });

  it.each(['png', 'jpg', 'jpeg', 'gif'])('is called .%s where that is what it is', async (extension) => {
    expect((await image(extension)).key).toMatch(new RegExp(`^image/cover/[0-9a-f]+\\.${extension}$`));
  });

  it('stands for a media as its CoverURL', async () => {
    const { reply } = await image();
    const media = { Title: 'a', FileName: 'a.mp4', CoverURL: reply.ImageURL };
    const { target, keys, videoId } = decodeTicket((await ask('CreateUploadVideo', media)).reply);
    const send = wire(running, target.bucket, target.key, { ...keys, securityToken: keys.stsToken });
    await send('PUT', { body: 'bytes' });
    const { reply: infos } = await ask('BatchGetMediaInfos', { MediaIds: videoId });
    expect(infos).toMatchObject({ MediaInfos: [{ MediaInfo: { CoverURL: reply.ImageURL } }] });
  });
});

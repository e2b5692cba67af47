import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drop, ended, launchBrowser, openPage, pick } from './support/browser-page.js';
import { startDemo, type DemoServer } from './support/demo-server.js';
import { paddedMp4 } from './support/padded-mp4.js';

/** What ffprobe said of the committed files (test/media/README.md has the commands). */
const FACTS = JSON.parse(readFileSync('test/media/facts.json', 'utf8')) as Record<string, Facts>;
const MEDIA = ['clip.mp4', 'clip.mkv', 'clip.webm', 'clip.mp3'].map((name) => resolve('test/media', name));
/** Parts of every size the line allows; and a few parts, where another way in is what is tried. */
const LONG = [
  ['big.mp4', 300 * 1024 ** 2],
  ['middling.mp4', 24 * 1024 ** 2],
] as const;

interface Facts {
  readonly duration: number;
  readonly width?: number;
  readonly height?: number;
  readonly video?: string;
  readonly audio?: string;
}

interface Mezzanine {
  readonly Size: number;
  readonly Duration: string;
  readonly Width: number;
  readonly Height: number;
  readonly FileURL: string;
  readonly VideoStreamList?: readonly { CodecName: string }[];
  readonly AudioStreamList?: readonly { CodecName: string }[];
}

let demo: DemoServer;
let browser: Browser;
let folder: string;
let junk: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vod-uploader-'));
  junk = join(folder, 'random.mp4');
  for (const [name, bytes] of LONG)
    await writeFile(join(folder, name), paddedMp4(new Blob([readFileSync(MEDIA[0]!)]), bytes).stream());
  await writeFile(junk, createHash('sha512').update('no video').digest().subarray(0, 64));
  [demo, browser] = await Promise.all([startDemo(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function ask<T>(action: string, body: object): Promise<T> {
  const response = await fetch(new URL(`/api/vod/${action}`, demo.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

async function mezzanine(videoId: string): Promise<Mezzanine> {
  const reply = await ask<{ MediaInfos: [{ MezzanineInfo: Mezzanine }] }>('BatchGetMediaInfos', { MediaIds: videoId });
  return reply.MediaInfos[0].MezzanineInfo;
}

/** Node does not resolve `*.localhost`; the Host header says which bucket is meant. */
async function fetchObject(url: string): Promise<Uint8Array> {
  const { default: http } = await import('node:http');
  const { hostname, port, pathname, search, host } = new URL(url);
  const local = hostname.endsWith('.localhost') ? '127.0.0.1' : hostname;
  return new Promise((done, fail) => {
    http
      .get({ host: local, port, path: pathname + search, headers: { host } }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () =>
          answer.statusCode === 200 ? done(Buffer.concat(pieces)) : fail(new Error(`HTTP ${answer.statusCode}`)),
        );
      })
      .on('error', fail);
  });
}

const ORDER = ['upload-created', 'upload-start', 'upload-success', 'upload-ready'];

describe.each([
  ['native', 'picked', pick, 'big.mp4'],
  ['native', 'dropped', drop, 'middling.mp4'],
  ['ali-oss', 'picked', pick, 'middling.mp4'],
] as const)('with the %s store, a file that is %s', (store, _, give, long) => {
  let page: Page;

  beforeAll(async () => {
    page = await openPage(browser, `${demo.url}?store=${store}`);
    await give(page, ...MEDIA, join(folder, long));
  });
  afterAll(() => page?.close());

  it.each([...MEDIA.map((path) => basename(path)), long])(
    '%s arrives whole and is ready to play',
    async (name) => {
      const path = name === long ? join(folder, long) : resolve('test/media', name);
      const events = await ended(page, name, 90_000);
      expect(events.map(({ type }) => type)).toEqual(ORDER);
      const { videoId } = events.at(-1)!;
      const info = await mezzanine(videoId!);
      const facts = FACTS[name === long ? 'clip.mp4' : name]!;
      expect(info.Size).toBe((await stat(path)).size);
      expect(sha256(await fetchObject(info.FileURL))).toBe(sha256(readFileSync(path)));
      expect(Number(info.Duration)).toBeCloseTo(facts.duration, 1);
      expect(info.VideoStreamList?.[0]?.CodecName).toBe(facts.video);
      expect(info.AudioStreamList?.[0]?.CodecName).toBe(facts.audio);
      if (facts.width !== undefined) expect([info.Width, info.Height]).toEqual([facts.width, facts.height]);
    },
    120_000,
  );

  it('plays in the page', async () => {
    await ended(page, 'clip.mp4', 90_000);
    // Among others a ready video is one row: its player comes when it is asked for.
    const player = await page.waitForSelector('vod-uploader >>> button[aria-label*="Play"][aria-label*="clip.mp4"]');
    await player!.click();
    await page.waitForSelector('vod-uploader >>> video');
    const played = await page.evaluate(async () => {
      const deep = (root: Document | ShadowRoot): HTMLVideoElement[] =>
        [...root.querySelectorAll('*')].flatMap((e) => [
          ...(e instanceof HTMLVideoElement ? [e] : []),
          ...(e.shadowRoot ? deep(e.shadowRoot) : []),
        ]);
      const video = deep(document)[0]!;
      video.muted = true;
      await video.play();
      await new Promise<void>((done, fail) => {
        video.addEventListener('ended', () => done());
        video.addEventListener('error', () => fail(new Error(video.error?.message)));
      });
      return { width: video.videoWidth, duration: video.duration, at: video.currentTime };
    });
    expect(played.width).toBe(FACTS['clip.mp4']!.width);
    expect(played.at).toBeCloseTo(played.duration, 1);
  });
});

describe('bytes that are no video', () => {
  it('are uploaded and end in a failure that can be understood', async () => {
    const page = await openPage(browser, demo.url);
    await pick(page, junk);
    const events = await ended(page, 'random.mp4', 60_000);
    expect(events.map(({ type }) => type)).toEqual([
      'upload-created',
      'upload-start',
      'upload-success',
      'upload-error',
    ]);
    expect(events.at(-1)).toMatchObject({ code: 'transcode-failed' });
    const words = await page.$eval('vod-uploader', (element) => {
      const text = (root: ShadowRoot): string =>
        [...root.children]
          .map(
            (c) =>
              `${(c as HTMLElement).innerText ?? ''} ${[c, ...c.querySelectorAll('*')].map((e) => (e.shadowRoot ? text(e.shadowRoot) : '')).join(' ')}`,
          )
          .join(' ');
      return text(element.shadowRoot!);
    });
    expect(words).toMatch(/could not (be )?(process|convert)/i);
    await page.close();
  });
});

// npm run pictures: the README's pictures, taken of the running product. ffmpeg, where there is one, paints the video.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';
import { findBrowser } from './find-browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'vod-uploader-pictures-'));
const path = (name) => join(folder, name);
if (spawnSync('ffmpeg', ['-version']).status === 0) {
  const dawn =
    'gradients=s=640x360:c0=0x1b2a6b:c1=0x7a3fa0:c2=0xf08a5d:c3=0xffd08a:n=4:x0=0:y0=360:x1=640:y1=0:speed=0.002:d=12:r=25:seed=7';
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    dawn,
    '-c:v',
    'libx264',
    '-pix_fmt',
    'yuv420p',
    '-movflags',
    '+faststart',
    path('dawn.mp4'),
  ]);
} else {
  copyFileSync('test/media/clip.mp4', path('dawn.mp4'));
}
writeFileSync(path('interview.mov'), Buffer.alloc(48 * 1024 ** 2, 7));
writeFileSync(path('notes.mp4'), 'these bytes are no video');

const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
await server.listen();
const url = `http://localhost:${server.httpServer.address().port}/`;
const { executablePath, args, env } = await findBrowser();
const browser = await puppeteer.launch({ executablePath, args, env });

try {
  for (const scheme of ['light', 'dark']) {
    const page = await browser.newPage();
    await page.setViewport({ width: 760, height: 1400, deviceScaleFactor: 1.5 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(url);
    const input = await (await page.waitForSelector('vod-uploader >>> input[type=file]')).toElement('input');
    const phase = (name, wanted) =>
      page.waitForFunction(
        (file, phases) =>
          phases.includes(document.querySelector('vod-uploader').uploads.find((u) => u.name === file)?.phase),
        {},
        name,
        wanted,
      );
    await input.uploadFile(path('dawn.mp4'), path('notes.mp4'));
    await phase('dawn.mp4', ['ready']);
    await phase('notes.mp4', ['failed']);
    const session = await page.createCDPSession();
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 20,
      downloadThroughput: -1,
      uploadThroughput: 4 * 1024 ** 2,
    });
    await input.uploadFile(path('interview.mov'));
    await page.waitForFunction(
      () =>
        document
          .querySelector('vod-uploader')
          .uploads.some((u) => u.name === 'interview.mov' && u.bytesPerSecond && u.sent / u.total > 0.4),
      { timeout: 60_000 },
    );
    const element = await page.$('vod-uploader');
    await element.screenshot({ path: `docs/pictures/uploader-${scheme}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

// npm run pictures: the README's pictures, taken of the running product (`-- stills` or `-- story`: only these). ffmpeg
// paints the films and joins the frames of the animation; without it test/media/clip.mp4 is the film, and the animation
// stays as it is.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';
import { findBrowser } from './find-browser.mjs';

const OUT = 'docs/pictures';
const THEMES = {
  plain: 'background: Canvas; font-family: Georgia, serif',
  popcorn: 'background: light-dark(#ffe3f1, #1c0b21)',
  admin: 'background: light-dark(#e9edf1, #0d1115)',
  contrast: 'background: #000; color-scheme: dark',
};
const MB = 1024 ** 2;
const HEIGHT = 520;

const folder = mkdtempSync(join(tmpdir(), 'vod-uploader-pictures-'));
const path = (name) => join(folder, name);
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const ffmpeg = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

/** A film of some seconds in these colours, with a grain that makes it as heavy as a real one. */
function film(name, [c0, c1, c2, c3], seconds, seed) {
  if (!hasFfmpeg) return copyFileSync('test/media/clip.mp4', path(name));
  const colours = `c0=${c0}:c1=${c1}:c2=${c2}:c3=${c3}:n=4:x0=0:y0=360:x1=640:y1=0`;
  const source = `gradients=s=640x360:${colours}:speed=0.002:d=${seconds}:r=25:seed=${seed},format=yuv420p,noise=alls=5:allf=t`;
  const coding = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '14', '-pix_fmt', 'yuv420p'];
  ffmpeg('-f', 'lavfi', '-i', source, ...coding, '-movflags', '+faststart', path(name));
}

film('Harbour at dawn.mp4', ['0x1b2a6b', '0x7a3fa0', '0xf08a5d', '0xffd08a'], 12, 7);
film('Interview with Ada.mov', ['0x0b3d3a', '0x1f7a63', '0x9fd8a4', '0xf4f1c0'], 14, 3);
film('Night market.mp4', ['0x12081f', '0x5b1240', '0xd1345b', '0xffb26b'], 4, 11);
// Bytes that no player minds, in a box of their own: so it is on its way for as long as the pictures take
const room = Buffer.alloc(180 * MB);
room.writeUInt32BE(room.length);
room.write('free', 4, 'latin1');
appendFileSync(path('Interview with Ada.mov'), room);
const half = readFileSync(path('Night market.mp4'));
writeFileSync(path('Drone, cut off.mp4'), half.subarray(0, half.length / 2));

const server = await createServer({ server: { port: 0, watch: null, hmr: false }, logLevel: 'error' });
await server.listen();
const url = `http://localhost:${server.httpServer.address().port}/`;
const { executablePath, args, env } = await findBrowser();
const browser = await puppeteer.launch({ executablePath, args: [...args, '--hide-scrollbars'], env });

/** The demo's page with nothing on it but the element. */
async function open(width, height, scheme) {
  // What an earlier page left unfinished is none of this one's
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height, deviceScaleFactor: 1.5 });
  await look(page, scheme);
  await page.goto(url);
  await page.addStyleTag({
    content: `body { padding: 0; background: light-dark(#fff, #111318) } body > header, main > :not(vod-uploader), vite-error-overlay { display: none }
      main { inline-size: auto; padding: 16px } vod-uploader { --vod-surface: light-dark(#fff, #171a20) }`,
  });
  const input = await (await page.waitForSelector('vod-uploader >>> input[type=file]')).toElement('input');
  const session = await page.createCDPSession();
  return {
    page,
    pick: (...names) => input.uploadFile(...names.map(path)),
    line: (bytesPerSecond, offline = false) =>
      session.send('Network.emulateNetworkConditions', {
        offline,
        latency: 20,
        downloadThroughput: -1,
        uploadThroughput: bytesPerSecond,
      }),
    drag: (type, name, x, y) =>
      session.send('Input.dispatchDragEvent', {
        type,
        x,
        y,
        data: { items: [], files: [path(name)], dragOperationsMask: 1 },
      }),
    /** Resolves when the upload of this file is so. */
    until: (name, wanted, share = 0) =>
      page.waitForFunction(
        (file, phases, least) =>
          document
            .querySelector('vod-uploader')
            .uploads.some((u) => u.name === file && phases.includes(u.phase) && u.sent >= least * u.total),
        { timeout: 120_000, polling: 50 },
        name,
        wanted,
        share,
      ),
  };
}

const look = (page, scheme) =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'no-preference' },
  ]);

/** Resolves when what is drawn has stood still for a moment: words of another language have come, transitions are over. */
const rest = (page) =>
  page.evaluate(async () => {
    for (let n = 0; n < 30; n++) await new Promise(requestAnimationFrame);
  });

async function save(page, name) {
  await rest(page);
  const main = await page.$('main');
  await main.screenshot({ path: path('picture.png') });
  const to = join(OUT, `${name}.png`);
  // Few colours are lost on nobody, and half of the bytes are
  if (hasFfmpeg)
    ffmpeg(
      '-i',
      path('picture.png'),
      '-vf',
      'split[a][b];[a]palettegen=max_colors=200:stats_mode=full[p];[b][p]paletteuse=dither=bayer:bayer_scale=5',
      to,
    );
  else copyFileSync(path('picture.png'), to);
}

/** One busy list, in all its clothes. */
async function stills() {
  const { page, pick, line, until } = await open(712, 1400, 'light');
  await pick('Harbour at dawn.mp4', 'Drone, cut off.mp4');
  await until('Harbour at dawn.mp4', ['ready']);
  await line(30 * MB);
  await pick('Interview with Ada.mov', 'Night market.mp4');
  await until('Interview with Ada.mov', ['uploading'], 0.4);
  await page.waitForFunction(() => document.querySelector('vod-uploader').uploads.some((u) => u.bytesPerSecond > 0));
  await line(2 * MB);
  for (const scheme of ['light', 'dark']) {
    await look(page, scheme);
    await save(page, `uploader-${scheme}`);
  }
  await look(page, 'light');
  const set = (name, lang, dir) =>
    page.evaluate(
      (...[name, lang, dir]) => {
        Object.assign(document.documentElement, { lang, dir });
        document.querySelector('main').className = name;
      },
      name,
      lang,
      dir,
    );
  for (const [name, ground] of Object.entries(THEMES)) {
    const css = readFileSync(`stories/themes/${name}.css`, 'utf8');
    await page.addStyleTag({
      content: `main.theme-${name} { --vod-surface: initial; --vod-text: initial; ${ground};\n${css}\n}`,
    });
    await set(`theme-${name}`, 'en', 'ltr');
    await save(page, `theme-${name}`);
  }
  await page.setViewport({ width: 352, height: 1400, deviceScaleFactor: 1.5 });
  for (const [name, lang, dir] of [
    ['phone', 'en', 'ltr'],
    ['chinese', 'zh-Hans', 'ltr'],
    ['arabic', 'ar', 'rtl'],
  ]) {
    await set('', lang, dir);
    await save(page, name);
  }
  await page.close();
}

/** Dropped, sent, the network gone and back, ready: frames with the time that each was there. */
async function story(scheme) {
  const name = 'Harbour at dawn.mp4';
  const { page, line, drag, until } = await open(640, HEIGHT, scheme);
  await page.setViewport({ width: 640, height: HEIGHT, deviceScaleFactor: 1 });
  const frames = [];
  const shoot = async () => {
    const file = `${scheme}-${frames.length}.png`;
    frames.push({ file, at: performance.now() });
    await page.screenshot({ path: path(file) });
  };
  const hold = (seconds) => frames.splice(-1, 1, { ...frames.at(-1), hold: seconds });
  let over = false;
  const during = async (what) => {
    over = false;
    const end = what.finally(() => (over = true));
    while (!over) await shoot();
    await end;
    await shoot();
  };
  const size = statSync(path(name)).size;
  await shoot();
  hold(0.9);
  for (const type of ['dragEnter', 'dragOver']) await drag(type, name, 320, 150);
  await rest(page);
  await shoot();
  hold(0.9);
  await line(size / 9);
  await drag('drop', name, 320, 150);
  await during(until(name, ['uploading'], 0.4));
  await line(-1, true);
  await during(until(name, ['waiting']));
  await rest(page);
  await shoot();
  hold(1.6);
  await line(size / 6);
  await during(until(name, ['ready']));
  await rest(page);
  await shoot();
  hold(2.5);
  await page.close();

  const list = frames.map(({ file, at, hold }, n) => {
    const next = frames[n + 1]?.at ?? at;
    return `file ${file}\nduration ${(hold ?? Math.min(0.25, (next - at) / 1000)).toFixed(3)}`;
  });
  writeFileSync(path('frames.txt'), [...list, `file ${frames.at(-1).file}`].join('\n'));
  const coding = ['-c:v', 'libwebp_anim', '-quality', '70', '-compression_level', '6', '-loop', '0'];
  ffmpeg('-f', 'concat', '-i', path('frames.txt'), '-vf', 'fps=10', ...coding, join(OUT, `story-${scheme}.webp`));
}

try {
  if (process.argv[2] !== 'story') await stills();
  if (hasFfmpeg && process.argv[2] !== 'stills') for (const scheme of ['light', 'dark']) await story(scheme);
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

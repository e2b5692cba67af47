import { html, render, type TemplateResult } from 'lit';
import { registerElements } from '../../src/elements/register.js';
import type { UploadState } from '../../src/engine/state.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { IMPORTS } from '../support/import-states.js';
import { REPORTS } from '../support/media-reports.js';
import { deepAll } from '../support/seen.js';
import { MANY, STATES } from '../support/upload-states.js';

registerElements({ createUploader: () => new FakeUploader() });

const uploader = (...uploads: readonly UploadState[]): TemplateResult =>
  html`<vod-uploader multiple .uploader=${new FakeUploader(uploads)}></vod-uploader>`;

/** Few and stable: what any change of the looks goes through. */
const SCENES = {
  empty: () => uploader(),
  many: () => uploader(...MANY),
  failed: () => uploader(STATES.failed),
  ready: () => uploader({ ...STATES.ready, playable: false } as UploadState),
  card: () =>
    html`<vod-media-status
      card
      style="max-inline-size: 340px"
      .report=${{ ...REPORTS.tagged, media: { ...REPORTS.tagged.media, coverUrl: '' } }}
    ></vod-media-status>`,
  import: () =>
    html`<vod-url-import resume-mode="off" .uploader=${new FakeUploader(IMPORTS.slice(1, 5))}></vod-url-import>`,
};
export type Scene = keyof typeof SCENES;

/**
 * A frame, and then whatever was put off: what is in sight is told only when there is time for it. On a page that is at rest
 * Chromium now and then finds none.
 */
const frame = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve, { timeout: 100 })));

/** Draws one and resolves when it has come to rest. */
async function show(scene: Scene, direction: string, scheme: string): Promise<void> {
  Object.assign(document.documentElement, { dir: direction });
  document.documentElement.style.colorScheme = scheme;
  const place = document.querySelector('main')!;
  render(html``, place);
  render(SCENES[scene](), place);
  for (let before = '', same = 0; same < 4; await frame()) {
    const words = [place, ...deepAll(place, '*')].map((each) => each.shadowRoot?.textContent ?? '').join('');
    const now = `${place.scrollHeight} ${words}`;
    same = now === before && words.trim() !== '' ? same + 1 : 0;
    before = now;
  }
}

/** How many pixels differ by more than a shade; what is another machine's rounding does not. */
async function difference(one: string, other: string, shade: number): Promise<number> {
  const [a, b] = await Promise.all([one, other].map(pixelsOf));
  if (a === undefined || b === undefined || a.width !== b.width || a.height !== b.height) return Infinity;
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const apart = (n: number) => Math.abs(a.data[at + n]! - b.data[at + n]!);
    if (Math.max(apart(0), apart(1), apart(2)) > shade) count++;
  }
  return count;
}

async function pixelsOf(png: string): Promise<ImageData> {
  const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}

declare global {
  var pictures: { show: typeof show; difference: typeof difference };
}
globalThis.pictures = { show, difference };

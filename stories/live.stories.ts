import { html, type TemplateResult } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import { createVodUploader } from '../src/core.js';
import { createPageEmulator } from '../src/emulator/page.js';
import { choose, button, within } from '../test/support/seen.js';
import '../src/define.js';

interface Args {
  /** How fast bytes leave, in MB a second. */
  megabytesPerSecond: number;
}

/** Real uploads into the emulator of VOD and OSS inside this page: no server, no network. */
const meta: Meta<Args> = {
  title: 'Recipes/A real upload',
  component: 'vod-uploader',
  args: { megabytesPerSecond: 2 },
  argTypes: { megabytesPerSecond: { control: { type: 'range', min: 0.1, max: 50, step: 0.1 } } },
  render: ({ megabytesPerSecond }): TemplateResult => html`
    <vod-uploader
      style="max-inline-size: 680px; margin-inline: auto"
      multiple
      .uploader=${uploaderInPage(megabytesPerSecond * 1024 ** 2)}
    ></vod-uploader>
  `,
};
export default meta;
type Story = StoryObj<Args>;

/** The emulator's backend kit as the functions that `.backend` takes. */
function uploaderInPage(bytesPerSecond: number) {
  const page = createPageEmulator({ bytesPerSecond, settings: { analyseMs: 300, transcodeMs: 900 } });
  const ask = (action: string) => async (parameters: object) => {
    const body = JSON.stringify(parameters);
    const headers = { 'content-type': 'application/json' };
    const reply = await page.backend(new Request(`https://page.invalid/${action}`, { method: 'POST', body, headers }));
    return reply;
  };
  return createVodUploader({
    backend: {
      createUploadVideo: ask('CreateUploadVideo'),
      refreshUploadVideo: ask('RefreshUploadVideo'),
      getUploadDetails: ask('GetUploadDetails'),
      batchGetMediaInfos: ask('BatchGetMediaInfos'),
    },
    send: page.send,
    partSize: 256 * 1024,
    pollMs: [200, 1000],
  });
}

const inputIn = (canvas: Element) => within<HTMLInputElement>(canvas, 'input[type=file]')[0]!;

/** Choose a video; it is uploaded, prepared and played. */
export const Upload: Story = {
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    const clip = await fetch(new URL('../test/media/clip.mp4', import.meta.url));
    choose(inputIn(canvasElement), new File([await clip.blob()], 'clip.mp4', { type: 'video/mp4' }));
    const element = canvasElement.querySelector('vod-uploader');
    await waitFor(() => expect(element?.uploads[0]?.phase).toBe('ready'), { timeout: 10_000 });
    await waitFor(() => expect(within(canvasElement, 'video')).toHaveLength(1));
    await expect(element?.value).toBe(element?.uploads[0]?.videoId);
  },
};

/** Three megabytes on a slow line, stopped half-way and continued. */
export const PauseAndResume: Story = {
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    const element = canvasElement.querySelector('vod-uploader');
    let successes = 0;
    element?.addEventListener('upload-success', () => (successes += 1));
    choose(inputIn(canvasElement), new File([new Uint8Array(3 * 1024 ** 2)], 'noise.mp4', { type: 'video/mp4' }));
    await waitFor(() => expect(element?.uploads[0]?.sent).toBeGreaterThan(0), { timeout: 5_000 });
    await userEvent.click(await button(canvasElement, 'Pause noise.mp4'));
    await expect(element?.uploads[0]?.phase).toBe('paused');
    await userEvent.click(await button(canvasElement, 'Resume noise.mp4'));
    await waitFor(() => expect(successes).toBe(1), { timeout: 10_000 });
  },
};

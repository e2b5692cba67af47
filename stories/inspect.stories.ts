import { html, type TemplateResult } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import type { UploadState } from '../src/core.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { button, within } from '../test/support/seen.js';
import { LOOKS, STATES, uploadAt } from '../test/support/upload-states.js';
import '../src/define.js';

interface Args {
  readonly uploads: readonly UploadState[];
}

/** What is known of a file, and said against it, before its first byte is sent. */
const meta: Meta<Args> = {
  title: 'States/Looking before sending',
  argTypes: { uploads: { table: { disable: true } } },
  render: ({ uploads }): TemplateResult => html`
    <vod-uploader
      multiple
      style="max-inline-size: 680px; margin-inline: auto"
      .uploader=${new FakeUploader(uploads.map((upload, i) => ({ ...upload, id: `${i}` })))}
    ></vod-uploader>
  `,
};
export default meta;

type Story = StoryObj<Args>;
const still = (...uploads: readonly UploadState[]): Story => ({ args: { uploads } });

export const Known: Story = still(LOOKS.known, LOOKS.sending);
export const NotRecognised: Story = still(LOOKS.unrecognised);
export const Refused: Story = still(LOOKS.notMedia, LOOKS.tooLong);
export const InDoubt: Story = still(LOOKS.mislabelled, LOOKS.codec, LOOKS.noTracks);

/** It may be a mistake of ours: so the person has the last word. */
export const SendAnyway: Story = {
  args: { uploads: [LOOKS.cutOff] },
  play: async ({ canvasElement }) => {
    (await button(canvasElement, 'Upload anyway')).click();
    const { calls } = canvasElement.querySelector('vod-uploader')!.uploader as FakeUploader;
    if (!calls.includes('retry 0')) throw new Error(`It was told to ${calls.join(', ')}`);
  },
};

/** A picture from the film itself, drawn by this browser; on what failed it says so by a sign. */
export const Posters: Story = {
  render: (): TemplateResult => html`
    <vod-uploader multiple style="max-inline-size: 680px; margin-inline: auto"></vod-uploader>
  `,
  play: async ({ canvasElement }) => {
    const uploads = [LOOKS.known, LOOKS.sending, STATES.paused].map((upload, i) =>
      uploadAt({ ...upload, id: `${i}`, local: LOOKS.known.local }),
    );
    const uploader = new FakeUploader(uploads);
    const clip = await (await fetch(new URL('../test/media/clip.webm', import.meta.url))).blob();
    for (const { id } of uploads) uploader.files.set(id, new File([clip], 'clip.webm', { type: 'video/webm' }));
    canvasElement.querySelector('vod-uploader')!.uploader = uploader;
    await waitFor(() => expect(within(canvasElement, '.picture canvas')).toHaveLength(uploads.length));
  },
};

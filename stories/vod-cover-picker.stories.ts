import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { STATES } from '../test/support/upload-states.js';
import '../src/define.js';

/** A frame of the local video, or an image, that stands for it. */
const meta: Meta = { title: 'Elements/vod-cover-picker', component: 'vod-cover-picker' };
export default meta;
type Story = StoryObj;

const clip = new URL('../test/media/clip.webm', import.meta.url);
const film = async (): Promise<File> =>
  new File([await (await fetch(clip)).blob()], 'Harbour at dawn.webm', { type: 'video/webm' });

async function picture(): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d')!;
  const sky = context.createLinearGradient(0, 0, 0, 360);
  sky.addColorStop(0, '#3a55d9');
  sky.addColorStop(1, '#f0bb62');
  context.fillStyle = sky;
  context.fillRect(0, 0, 640, 360);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/jpeg'));
}

/** Files are not there at once. */
function picker(set: (picker: HTMLElementTagNameMap['vod-cover-picker']) => Promise<void>): HTMLElement {
  const element = document.createElement('vod-cover-picker');
  void set(element);
  return element;
}

/** Of a file that the page has, whatever it does with the cover. */
export const Film: Story = { render: () => picker(async (element) => void (element.file = await film())) };

/** What the browser cannot show: HEVC in most of them, or a broken file. */
export const Unshowable: Story = {
  render: () => html`<vod-cover-picker .file=${new File(['no film'], 'clip.mov')}></vod-cover-picker>`,
};

export const Sound: Story = {
  render: () =>
    html`<vod-cover-picker .file=${new File(['no sound'], 'talk.mp3', { type: 'audio/mpeg' })}></vod-cover-picker>`,
};

export const ImageOnly: Story = { render: () => html`<vod-cover-picker></vod-cover-picker>` };

export const Disabled: Story = {
  render: () =>
    picker(async (element) => {
      element.disabled = true;
      element.file = await film();
    }),
};

/** For an upload that waits for its start, with a cover that the page has chosen. */
export const OfAnUpload: Story = {
  render: () =>
    picker(async (element) => {
      const described = { page: { cover: await picture() } };
      element.file = await film();
      element.uploader = new FakeUploader([{ ...STATES.manual, described }]);
    }),
};

/** VOD knows the media: what was chosen went with it. */
export const Begun: Story = {
  render: () =>
    picker(async (element) => {
      const described = { person: { cover: await picture() } };
      element.uploader = new FakeUploader([{ ...STATES.uploading, videoId: 'v', described }]);
    }),
};

export const TooLate: Story = {
  render: () =>
    html`<vod-cover-picker .uploader=${new FakeUploader([{ ...STATES.uploading, videoId: 'v' }])}></vod-cover-picker>`,
};

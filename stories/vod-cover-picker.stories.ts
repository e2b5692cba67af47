import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { STATES } from '../test/support/upload-states.js';
import clip from '../test/media/clip.webm?url';
import '../src/define.js';

/** A frame of the local video, or an image, that stands for it. */
const meta: Meta = { title: 'vod-cover-picker' };
export default meta;
type Story = StoryObj;

const film = async (): Promise<File> =>
  new File([await (await fetch(clip)).blob()], 'Harbour at dawn.webm', { type: 'video/webm' });
const picture = async (): Promise<Blob> => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const context = canvas.getContext('2d')!;
  const sky = context.createLinearGradient(0, 0, 0, 360);
  sky.addColorStop(0, '#3a55d9');
  sky.addColorStop(1, '#f0bb62');
  context.fillStyle = sky;
  context.fillRect(0, 0, 640, 360);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), 'image/jpeg'));
};
const once = (draw: () => Promise<TemplateResult>): TemplateResult => html`${until(draw())}`;

/** Of a file that the page has, whatever it does with the cover. */
export const Film: Story = {
  render: () => once(async () => html`<vod-cover-picker .file=${await film()}></vod-cover-picker>`),
};

/** What the browser cannot show: HEVC in most, or a broken file. */
export const Unshowable: Story = {
  render: () => html`<vod-cover-picker .file=${new File(['no film'], 'clip.mov')}></vod-cover-picker>`,
};

export const Sound: Story = {
  render: () =>
    html`<vod-cover-picker .file=${new File(['no sound'], 'talk.mp3', { type: 'audio/mpeg' })}></vod-cover-picker>`,
};

export const ImageOnly: Story = { render: () => html`<vod-cover-picker></vod-cover-picker>` };

export const Disabled: Story = {
  render: () => once(async () => html`<vod-cover-picker disabled .file=${await film()}></vod-cover-picker>`),
};

/** For an upload that waits for its start, with a cover that the page has chosen. */
export const OfAnUpload: Story = {
  render: () =>
    once(async () => {
      const uploader = new FakeUploader([{ ...STATES.validated, described: { page: { cover: await picture() } } }]);
      uploader.files.set(STATES.validated.id, await film());
      return html`<vod-uploader manual .uploader=${uploader}>
        <vod-upload-list></vod-upload-list>
        <div style="margin-block-start: 12px"><vod-cover-picker></vod-cover-picker></div>
      </vod-uploader>`;
    }),
};

/** VOD knows the media: what was chosen goes with it. */
export const Begun: Story = {
  render: () =>
    once(async () => {
      const described = { person: { cover: await picture() } };
      const uploader = new FakeUploader([{ ...STATES.uploading, videoId: 'v', described }]);
      return html`<vod-cover-picker .uploader=${uploader}></vod-cover-picker>`;
    }),
};

export const TooLate: Story = {
  render: () =>
    html`<vod-cover-picker .uploader=${new FakeUploader([{ ...STATES.uploading, videoId: 'v' }])}></vod-cover-picker>`,
};

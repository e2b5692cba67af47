import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { ODD_SIZES, ODDLY_NAMED } from '../test/support/odd-uploads.js';
import '../src/define.js';

/** What people’s disks really have. The layout holds, and an ending stays in sight: it says what kind of file it is. */
const meta: Meta = { title: 'States/Odd names', component: 'vod-uploader' };
export default meta;
type Story = StoryObj;

const shown = (uploads: typeof ODDLY_NAMED) =>
  html`<vod-uploader
    multiple
    style="max-inline-size: 680px; margin-inline: auto"
    .uploader=${new FakeUploader(uploads)}
  ></vod-uploader>`;

export const Names: Story = { render: () => shown(ODDLY_NAMED) };
export const SizesAndErrors: Story = { render: () => shown(ODD_SIZES) };
export const InGerman: Story = { render: () => html`<div lang="de">${shown([...ODD_SIZES, ...ODDLY_NAMED])}</div>` };

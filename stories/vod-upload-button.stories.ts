import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { attributes } from './support/attributes.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-button', component: 'vod-upload-button' };
export default meta;
type Story = StoryObj;

/** Opens the file chooser of the uploader around it, or of the one that it is `for`. */
export const Button: Story = {
  render: (args) => html`<vod-upload-button ${attributes(args)} .uploader=${new FakeUploader()}></vod-upload-button>`,
};

export const Quiet: Story = { ...Button, args: { quiet: true } };

/** Whatever stands inside is its name. */
export const InYourWords: Story = {
  render: (args) =>
    html`<vod-upload-button ${attributes(args)} .uploader=${new FakeUploader()}>Add footage</vod-upload-button>`,
};

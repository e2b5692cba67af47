import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { STATES } from '../test/support/upload-states.js';
import { attributes } from './support/attributes.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-item', component: 'vod-upload-item' };
export default meta;
type Story = StoryObj;

export const Item: Story = {
  render: (args) =>
    html`<vod-upload-item
      ${attributes(args)}
      upload-id="one"
      .uploader=${new FakeUploader([STATES.uploading])}
    ></vod-upload-item>`,
};

export const InOneLine: Story = { ...Item, args: { compact: true } };

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { eachState } from './support/each-state.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-status', component: 'vod-upload-status' };
export default meta;
type Story = StoryObj;

export const EachState: Story = {
  render: () =>
    eachState((uploader) => html`<vod-upload-status upload-id="one" .uploader=${uploader}></vod-upload-status>`),
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { MANY } from '../test/support/upload-states.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-list', component: 'vod-upload-list' };
export default meta;
type Story = StoryObj;

export const List: Story = {
  render: () => html`<vod-upload-list .uploader=${new FakeUploader(MANY)}></vod-upload-list>`,
};

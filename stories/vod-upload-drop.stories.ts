import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { attributes } from './support/attributes.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-drop', component: 'vod-upload-drop' };
export default meta;
type Story = StoryObj;

export const Drop: Story = {
  render: (args) => html`<vod-upload-drop ${attributes(args)} .uploader=${new FakeUploader()}></vod-upload-drop>`,
};

export const InOneLine: Story = { ...Drop, args: { compact: true } };

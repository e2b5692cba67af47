import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { eachState } from './support/each-state.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-controls', component: 'vod-upload-controls' };
export default meta;
type Story = StoryObj;

/** What a person can do, in each state; the sum of all where there is no `upload-id`. */
export const EachState: Story = {
  render: () =>
    eachState((uploader) => html`<vod-upload-controls upload-id="one" .uploader=${uploader}></vod-upload-controls>`),
};

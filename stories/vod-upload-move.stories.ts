import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { STATES, uploadAt } from '../test/support/upload-states.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-move', component: 'vod-upload-move' };
export default meta;

const waiting = ['Opening.mp4', 'Interview.mov', 'Credits.mp4'].map((name) =>
  uploadAt({ ...STATES.queued, id: name, name }),
);

/** It comes with the rows that wait their turn. */
export const InAList: StoryObj = {
  render: () => html`<vod-upload-list .uploader=${new FakeUploader(waiting)}></vod-upload-list>`,
};

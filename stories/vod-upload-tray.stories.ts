import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { MANY } from '../test/support/upload-states.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-tray', component: 'vod-upload-tray' };
export default meta;

/** It stands beside the button of `layout="button"`; [Layouts](?path=/docs/states-layouts--docs) has its states. */
export const BesideAButton: StoryObj = {
  render: () => html`<vod-uploader layout="button" multiple .uploader=${new FakeUploader(MANY)}></vod-uploader>`,
};

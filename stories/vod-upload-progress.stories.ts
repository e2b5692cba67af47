import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { STATES } from '../test/support/upload-states.js';
import '../src/define.js';

const meta: Meta = { title: 'Elements/vod-upload-progress', component: 'vod-upload-progress' };
export default meta;
type Story = StoryObj;

export const EachState: Story = {
  render: () =>
    html`<dl
      style="display: grid; gap: 8px 24px; grid-template-columns: max-content minmax(0, 1fr); align-items: center"
    >
      ${Object.entries(STATES).map(
        ([name, state]) =>
          html`<dt>${name}</dt>
            <dd style="margin: 0">
              <vod-upload-progress upload-id="one" .uploader=${new FakeUploader([state])}></vod-upload-progress>
            </dd>`,
      )}
    </dl>`,
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { within } from '../test/support/seen.js';
import { STATES } from '../test/support/upload-states.js';
import '../src/define.js';

/** Each phase of an upload, and each reason to wait that a person can do something about. */
const meta: Meta = { title: 'States/Phases', parameters: { controls: { disable: true } } };
export default meta;

export const AllPhases: StoryObj = {
  render: () => html`
    <div style="display: grid; gap: 20px 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr))">
      ${Object.entries(STATES).map(
        ([name, state]) =>
          html`<section aria-label=${name}>
            <p style="margin: 0 0 6px; font: 600 13px ui-monospace, monospace">
              ${state.phase}${state.phase === 'waiting' ? html` · ${state.reason}` : ''}
            </p>
            <vod-upload-item upload-id=${state.id} .uploader=${new FakeUploader([state])}></vod-upload-item>
          </section>`,
      )}
    </div>
  `,
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement, 'vod-upload-item')).toHaveLength(Object.keys(STATES).length);
  },
};

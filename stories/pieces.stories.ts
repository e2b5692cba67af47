import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { MANY, STATES } from '../test/support/upload-states.js';
import '../src/define.js';

/** Each piece is useful alone: inside a `<vod-uploader>`, elsewhere on the page with `for`, or with an uploader of your own. */
const meta: Meta = { title: 'Pieces' };
export default meta;
type Story = StoryObj;

export const Button: Story = {
  render: () =>
    html`<vod-upload-button .uploader=${new FakeUploader()}></vod-upload-button>
      <vod-upload-button quiet .uploader=${new FakeUploader()}>Add footage</vod-upload-button>`,
};

export const Drop: Story = {
  render: () => html`<vod-upload-drop .uploader=${new FakeUploader()}></vod-upload-drop>`,
};

export const DropInOneLine: Story = {
  render: () => html`<vod-upload-drop compact .uploader=${new FakeUploader()}></vod-upload-drop>`,
};

export const List: Story = {
  render: () => html`<vod-upload-list .uploader=${new FakeUploader(MANY)}></vod-upload-list>`,
};

export const Item: Story = {
  render: () =>
    html`<vod-upload-item upload-id="one" .uploader=${new FakeUploader([STATES.uploading])}></vod-upload-item>`,
};

export const Progress: Story = {
  render: () =>
    html`${Object.values(STATES).map(
      (state) =>
        html`<p>${state.phase}</p>
          <vod-upload-progress upload-id="one" .uploader=${new FakeUploader([state])}></vod-upload-progress>`,
    )}`,
};

export const Status: Story = {
  render: () =>
    html`${Object.values(STATES).map(
      (state) => html`<vod-upload-status upload-id="one" .uploader=${new FakeUploader([state])}></vod-upload-status>`,
    )}`,
};

export const Controls: Story = {
  render: () =>
    html`${Object.values(STATES).map(
      (state) =>
        html`<vod-upload-controls upload-id="one" .uploader=${new FakeUploader([state])}></vod-upload-controls>`,
    )}`,
};

/** The button stands in the page's header, the sum in its footer, the list in between. */
export const ALayoutOfYourOwn: Story = {
  render: () => html`
    <header style="display: flex; justify-content: space-between; align-items: center; gap: 16px">
      <h2 style="margin: 0; font: 600 1.25rem system-ui">Footage</h2>
      <vod-upload-button for="footage"></vod-upload-button>
    </header>
    <vod-uploader id="footage" multiple .uploader=${new FakeUploader(MANY)}>
      <div style="margin-block: 16px"><vod-upload-list></vod-upload-list></div>
    </vod-uploader>
    <footer>
      <vod-upload-status for="footage"></vod-upload-status>
      <vod-upload-progress for="footage"></vod-upload-progress>
    </footer>
  `,
};

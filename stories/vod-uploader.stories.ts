import { html, type TemplateResult } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { UploadState } from '../src/core.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { button, fileOf } from '../test/support/seen.js';
import { MANY, readyWith, STATES, uploadAt } from '../test/support/upload-states.js';
import { attributes } from './support/attributes.js';
import '../src/define.js';

interface Args {
  readonly uploads: readonly UploadState[];
  readonly [attribute: string]: unknown;
}

/** Pictures of single moments; the playground and the recipes have those in which something happens. */
const meta: Meta<Args> = {
  title: 'Elements/vod-uploader',
  component: 'vod-uploader',
  args: { uploads: [] },
  argTypes: { uploads: { table: { disable: true } } },
  render: ({ uploads, ...args }): TemplateResult => html`
    <vod-uploader
      style="max-inline-size: 680px; margin-inline: auto"
      ${attributes(args)}
      .uploader=${new FakeUploader(uploads)}
    ></vod-uploader>
  `,
};
export default meta;

type Story = StoryObj<Args>;
const still = (...uploads: readonly UploadState[]): Story => ({ args: { uploads } });

export const Empty: Story = {};
export const EmptyForMany: Story = { args: { multiple: true } };
export const Disabled: Story = { args: { disabled: true } };
export const ButtonOnly: Story = { args: { 'no-drop': true } };
export const WaitingForStart: Story = still(STATES.manual);
export const Queued: Story = still(STATES.queued);
export const Uploading: Story = still(STATES.uploading);
export const Paused: Story = still(STATES.paused);
export const Offline: Story = still(STATES.waiting);
export const SignInAgain: Story = still(STATES.signIn);
export const Failed: Story = still(STATES.failed);
export const NotAVideo: Story = still(STATES.unreadable);
export const Processing: Story = still(STATES.processing);
export const WaitingForTheServer: Story = still(
  uploadAt({ ...STATES.processing, phase: 'waiting', reason: 'backend', from: 'processing' }),
);
export const Ready: Story = still(readyWith(new URL('../test/media/clip.mp4', import.meta.url).href));
export const ManyFiles: Story = { args: { uploads: MANY, multiple: true } };

export const Refused: Story = {
  args: { multiple: true, uploads: [STATES.uploading] },
  play: ({ canvasElement }) => {
    canvasElement
      .querySelector('vod-uploader')
      ?.addFiles([fileOf('Empty recording.mp4', 0), fileOf('Another one.mov', 0)]);
  },
};

/** Much was sent: one click does not throw it away. */
export const AskedBeforeACancel: Story = {
  args: { uploads: [STATES.uploading] },
  play: async ({ canvasElement }) => (await button(canvasElement, 'Cancel')).click(),
};

import { html, type TemplateResult } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { UploadState } from '../src/core.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { button, fileOf } from '../test/support/seen.js';
import { MANY, readyWith, STATES, uploadAt } from '../test/support/upload-states.js';
import '../src/define.js';

interface Args {
  multiple: boolean;
  disabled: boolean;
  accept: string;
  maxFileSize: string;
  noDrop: boolean;
  noPause: boolean;
  uploads: readonly UploadState[];
}

/** Pictures of single moments; `Live` has the stories in which something happens. */
const meta: Meta<Args> = {
  title: 'Uploader/States',
  component: 'vod-uploader',
  args: { multiple: false, disabled: false, accept: '', maxFileSize: '', noDrop: false, noPause: false, uploads: [] },
  argTypes: { uploads: { table: { disable: true } } },
  render: ({ uploads, ...args }): TemplateResult => html`
    <vod-uploader
      style="max-inline-size: 680px; margin-inline: auto"
      .uploader=${new FakeUploader(uploads)}
      accept=${args.accept}
      max-file-size=${args.maxFileSize}
      ?multiple=${args.multiple}
      ?disabled=${args.disabled}
      ?no-drop=${args.noDrop}
      ?no-pause=${args.noPause}
    ></vod-uploader>
  `,
};
export default meta;

type Story = StoryObj<Args>;
const still = (...uploads: readonly UploadState[]): Story => ({ args: { uploads } });

export const Empty: Story = {};
export const EmptyForMany: Story = { args: { multiple: true } };
export const Disabled: Story = { args: { disabled: true } };
export const ButtonOnly: Story = { args: { noDrop: true } };
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

export const Narrow: Story = {
  args: { uploads: MANY, multiple: true },
  decorators: [(story) => html`<div style="max-inline-size: 288px">${story()}</div>`],
};

export const Dark: Story = {
  args: { uploads: MANY, multiple: true },
  decorators: [(story) => html`<div style="color-scheme: dark; background: Canvas; padding: 24px">${story()}</div>`],
};

export const RightToLeft: Story = {
  args: { uploads: MANY, multiple: true },
  decorators: [(story) => html`<div dir="rtl">${story()}</div>`],
};

export const ABrandOfYourOwn: Story = {
  args: { uploads: MANY, multiple: true },
  decorators: [
    (story) => html`
      <style>
        .brand {
          padding: 24px;
          background: #fff6ec;
          --vod-surface: #fffdf9;
          --vod-text: #3a2418;
          --vod-accent: #b4400f;
          --vod-on-accent: #fff;
          --vod-radius: 26px;
          --vod-radius-small: 99px;
          --vod-bar: 10px;
        }
      </style>
      <div class="brand">${story()}</div>
    `,
  ],
};

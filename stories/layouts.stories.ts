import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, waitFor } from 'storybook/test';
import type { UploadState } from '../src/core.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { button, deepAll, fileOf, textOf } from '../test/support/seen.js';
import { MANY, STATES, uploadAt } from '../test/support/upload-states.js';
import '../src/define.js';

interface Args {
  readonly layout: 'panel' | 'compact' | 'button';
  readonly uploads: readonly UploadState[];
}

/**
 * One attribute: `panel` for a page of its own, `compact` for a comment or a form among others, `button` for a toolbar or
 * a composer, where the list opens behind a second button once there is something to say.
 */
const meta: Meta<Args> = {
  title: 'States/Layouts',
  component: 'vod-uploader',
  args: { layout: 'panel', uploads: [] },
  argTypes: { uploads: { table: { disable: true } } },
  render: ({ layout, uploads }): TemplateResult => html`
    <vod-uploader
      style="max-inline-size: 680px"
      multiple
      layout=${layout}
      .uploader=${new FakeUploader(uploads)}
    ></vod-uploader>
  `,
};
export default meta;

type Story = StoryObj<Args>;
type Play = NonNullable<Story['play']>;

const DONE = [STATES.ready, uploadAt({ ...STATES.ready, id: 'two', name: 'Podcast 14.mp3', type: 'audio/mpeg' })];
const FAILED = [STATES.failed, uploadAt({ ...STATES.uploading, id: 'two', name: 'Interview.mov' })];

const story = (layout: Args['layout'], uploads: readonly UploadState[], play: Play): Story => ({
  args: { layout, uploads },
  play,
});
/** So can be read. */
const says =
  (...texts: readonly string[]): Play =>
  async ({ canvasElement }) => {
    await waitFor(() => {
      for (const text of texts) expect(textOf(canvasElement)).toContain(text);
    });
  };

export const PanelEmpty = story('panel', [], says('Drop videos here', 'Choose files'));
export const PanelBusy = story('panel', MANY, says('2 of 6 uploaded, 1 failed', '107 MB of 248 MB'));
export const PanelFailed = story('panel', [STATES.failed], says('Failed'));
export const PanelDone = story('panel', DONE, says('Ready to play'));

const isOneLine: Play = async ({ canvasElement }) => {
  const uploader = canvasElement.querySelector('vod-uploader')!;
  await waitFor(() => expect(uploader.getBoundingClientRect().height).toBeLessThan(80));
};
export const CompactEmpty = story('compact', [], isOneLine);
export const CompactBusy = story('compact', MANY, says('43%', 'Queued'));
export const CompactFailed = story('compact', FAILED, says('Failed'));
export const CompactDone = story('compact', DONE, says('Ready to play'));

/** What stands on the second button, and that it opens the list. */
const opens =
  (text: string, ...inside: readonly string[]): Play =>
  async (context) => {
    await says(text)(context);
    const { canvasElement } = context;
    const tray = deepAll(canvasElement, '.tray')[0] as HTMLButtonElement;
    tray.click();
    await says(...inside)(context);
    const [popover] = deepAll(canvasElement, '.popover');
    expect(popover!.matches(':popover-open')).toBe(true);
    const { left, right } = popover!.getBoundingClientRect();
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(window.innerWidth);
  };
export const ButtonEmpty = story('button', [], async ({ canvasElement }) => {
  await button(canvasElement, 'Choose files');
  expect(deepAll(canvasElement, '.tray')).toEqual([]);
});
export const ButtonBusy = story('button', MANY, opens('2 of 6 uploaded, 1 failed', 'Interview with Ada'));
export const ButtonWithOne = story('button', [STATES.uploading], says('Harbour at dawn', '43%'));
export const ButtonFailed = story('button', [STATES.failed], opens('Failed', 'The connection'));
export const ButtonDone = story('button', DONE, opens('2 of 2 files uploaded', 'Podcast 14.mp3'));

/** What was chosen and not taken is said at once. */
export const ButtonRefused = story('button', [], async (context) => {
  context.canvasElement.querySelector('vod-uploader')?.addFiles([fileOf('Empty recording.mp4', 0)]);
  await says('1 file was not added', 'This file is empty')(context);
});

/** In a chat: one line, until there is something to show. */
export const InAComposer: Story = {
  args: { uploads: [STATES.uploading] },
  render: ({ uploads }) => html`
    <style>
      .composer {
        display: grid;
        gap: 8px;
        max-inline-size: 520px;
        padding: 10px;
        border: 1px solid color-mix(in srgb, CanvasText 55%, Canvas);
        border-radius: 16px;
        font: 0.9375rem system-ui;
      }
      .composer textarea {
        min-inline-size: 0;
        border: 0;
        background: none;
        color: inherit;
        font: inherit;
        resize: none;
      }
      .composer :focus-visible {
        outline: 2px solid;
      }
      .composer div {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 8px;
      }
    </style>
    <form class="composer">
      <textarea aria-label="Message" rows="2" placeholder="Write a message"></textarea>
      <div><vod-uploader layout="button" multiple .uploader=${new FakeUploader(uploads)}></vod-uploader></div>
    </form>
  `,
  play: says('43%'),
};

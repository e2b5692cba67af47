import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, waitFor } from 'storybook/test';
import type { UploadState } from '../src/core.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { deepAll, drag, fileOf, textOf } from '../test/support/seen.js';
import { STATES } from '../test/support/upload-states.js';
import '../src/define.js';

interface Args {
  readonly disabled: boolean;
  readonly maxFiles: number;
  readonly uploads: readonly UploadState[];
}

/**
 * While files are dragged over the page, `page-drop` says over all of it whether they will be taken: all, some of them, or
 * none, and why. The zone says the same of what is dragged over it alone.
 */
const meta: Meta<Args> = {
  title: 'States/Dragged over the page',
  component: 'vod-uploader',
  args: { disabled: false, maxFiles: Infinity, uploads: [] },
  argTypes: { uploads: { table: { disable: true } } },
  render: ({ disabled, maxFiles, uploads }): TemplateResult => {
    const uploader = new FakeUploader(uploads);
    uploader.configure({ maxFiles });
    return html`<vod-uploader
      page-drop
      multiple
      ?disabled=${disabled}
      style="max-inline-size: 680px"
      .uploader=${uploader}
    ></vod-uploader>`;
  },
};
export default meta;

type Story = StoryObj<Args>;
type Play = NonNullable<Story['play']>;

/** The code for it comes with the first drag. */
const picture = fileOf('holiday.png', 10, 'image/png');
const overlayText = (root: Element): string =>
  deepAll(root, '.page-drop')[0]?.shadowRoot?.textContent.replace(/\s+/g, ' ').trim() ?? '';

/** Browsers tell of a drag again and again; a story does so until the words are there, and leaves them standing. */
const dragged =
  (files: readonly File[], text: string): Play =>
  async ({ canvasElement }) => {
    await waitFor(() => {
      drag(canvasElement, 'dragenter', ...files);
      drag(canvasElement, 'dragover', ...files);
      expect(overlayText(canvasElement)).toBe(text);
      expect(textOf(canvasElement)).not.toContain('Loading');
    });
    // Longer than the browser's silence would let it stand: a picture is taken of it.
    const [overlay] = deepAll(canvasElement, '.page-drop');
    expect(overlay!.matches(':popover-open')).toBe(true);
    for (let n = 0; n < 3; n += 1) drag(canvasElement, 'dragover', ...files);
  };

export const AllOfThem: Story = {
  play: dragged([fileOf(), fileOf('b.mov', 10, 'video/quicktime')], 'Drop to add 2 files'),
};
export const SomeOfThem: Story = {
  args: { maxFiles: 2, uploads: [STATES.uploading] },
  play: dragged([fileOf(), fileOf('b.mp4')], 'Drop to add 1 of 2 files There is room for 1 more file'),
};
export const NoneByType: Story = { play: dragged([picture], 'Only video and audio can be added here') };
export const NoRoom: Story = {
  args: { maxFiles: 1, uploads: [STATES.uploading] },
  play: dragged([fileOf()], 'The list is full. Remove a file first.'),
};
export const Disabled: Story = {
  args: { disabled: true },
  play: dragged([fileOf()], 'Files cannot be added right now'),
};
/** A folder, or a file of a kind that the browser has no name for. */
export const OfUnknownKind: Story = { play: dragged([fileOf('holiday', 10, '')], 'Drop to add') };

/** Over the zone alone. */
const overZone =
  (files: readonly File[], text: string): Play =>
  async ({ canvasElement }) => {
    const uploader = canvasElement.querySelector('vod-uploader')!;
    await waitFor(() => {
      drag(uploader, 'dragenter', ...files);
      drag(uploader, 'dragover', ...files);
      expect(textOf(uploader)).toContain(text);
    });
  };
const zoneOnly = (story: Story): Story => ({
  ...story,
  render: ({ uploads }) =>
    html`<vod-uploader multiple style="max-inline-size: 680px" .uploader=${new FakeUploader(uploads)}></vod-uploader>`,
});
export const ZoneTakesThem = zoneOnly({ play: overZone([fileOf()], 'Drop to add 1 file') });
export const ZoneRefuses = zoneOnly({ play: overZone([picture], 'Only video and audio can be added here') });

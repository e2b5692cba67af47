import { html, type TemplateResult } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import type { UploadState } from '../src/core.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { IMPORTS } from '../test/support/import-states.js';
import { button, textOf, within } from '../test/support/seen.js';
import { MANY } from '../test/support/upload-states.js';
import { attributes } from './support/attributes.js';
import '../src/define.js';

interface Args {
  readonly uploads?: readonly UploadState[];
  readonly [attribute: string]: unknown;
}

/** Addresses of videos that VOD fetches by itself. The checks are real; the rows are pictures of single moments. */
const meta: Meta<Args> = {
  title: 'Elements/vod-url-import',
  component: 'vod-url-import',
  argTypes: { uploads: { table: { disable: true } } },
  render: ({ uploads, ...args }): TemplateResult => html`
    <vod-url-import
      style="max-inline-size: 680px; margin-inline: auto"
      resume-mode="off"
      .backend=${{ createUploadVideo: () => new Promise(() => {}) }}
      .uploader=${uploads && new FakeUploader(uploads)}
      ${attributes(args)}
    ></vod-url-import>
  `,
};
export default meta;
type Story = StoryObj<Args>;

/** What a person pastes; the element judges it at once. */
const pasted =
  (...lines: readonly string[]) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    await button(canvasElement, 'Import');
    const [field] = within<HTMLTextAreaElement>(canvasElement, 'textarea');
    field!.value = lines.join('\n');
    field!.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
  };

export const Empty: Story = {};
export const Disabled: Story = { args: { disabled: true } };

/** A single one may be given a title. */
export const One: Story = { play: pasted('https://cdn.example.com/2026/harbour-at-dawn.mp4') };

export const AList: Story = {
  play: pasted(...Array.from({ length: 24 }, (_, n) => `https://cdn.example.com/lectures/lecture-${n + 1}.mp4`)),
};

/** Each mistake with its line, and what to do; the others can be imported all the same. */
export const WithMistakes: Story = {
  play: async (context) => {
    await pasted(
      'https://cdn.example.com/lectures/lecture-1.mp4?Expires=1767225600&Signature=0123456789abcdef',
      'cdn.example.com/lectures/lecture-2.mp4',
      'ftp://cdn.example.com/lectures/lecture-3.mp4',
      'https://cdn.example.com/watch?v=4',
      'https://cdn.example.com/lectures/notes.pdf',
      'https://cdn.example.com/lectures/lecture-1.mp4?Expires=1767225600&Signature=0123456789abcdef',
      'https://ann:secret@cdn.example.com/lectures/lecture-5.mp4',
    )(context);
    await waitFor(() => expect(textOf(context.canvasElement)).toContain('6 addresses cannot be imported'));
  },
};

export const NoMoreRoom: Story = {
  args: { 'max-files': 2 },
  play: pasted(...Array.from({ length: 4 }, (_, n) => `https://cdn.example.com/lectures/lecture-${n + 1}.mp4`)),
};

export const Busy: Story = { args: { uploads: IMPORTS.slice(0, 4) } };

/** What failed says so in the service’s own words. */
export const Mixed: Story = { args: { uploads: IMPORTS } };

export const Done: Story = { args: { uploads: IMPORTS.slice(6) } };

/** Imports go into the list of an uploader elsewhere on the page, among its files. */
export const InTheListOfAnUploader: Story = {
  render: () => html`
    <div style="display: grid; gap: 16px; max-inline-size: 680px; margin-inline: auto">
      <vod-url-import for="footage"></vod-url-import>
      <vod-uploader
        id="footage"
        multiple
        .uploader=${new FakeUploader([...IMPORTS.slice(0, 2), ...MANY])}
      ></vod-uploader>
    </div>
  `,
};

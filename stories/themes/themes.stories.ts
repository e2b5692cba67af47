import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect } from 'storybook/test';
import type { UploadState } from '../../src/core.js';
import { FakeUploader } from '../../test/support/fake-uploader.js';
import { IMPORTS } from '../../test/support/import-states.js';
import { playing } from '../../test/support/media-reports.js';
import { button, within } from '../../test/support/seen.js';
import { STATES } from '../../test/support/upload-states.js';
import { themeOf, type Theme } from './themes.js';
import '../../src/define.js';

/**
 * Four pages that look nothing alike. Each theme is the few lines of CSS that stand below it: custom properties, and
 * `::part()` where they do not reach. The toolbar puts them on any other story.
 */
const meta: Meta = { title: 'Themes/All four', parameters: { controls: { disable: true } } };
export default meta;
type Story = StoryObj;

const film = (): string => new URL('../../test/media/clip.mp4', import.meta.url).href;
const at = (id: string, name: string, state: UploadState): UploadState => ({ ...state, id, name });

const busy = () => [
  at('a', 'Harbour at dawn.mp4', STATES.uploading),
  at('b', 'Interview with Ada.mov', STATES.waiting),
];
const failed = () => [at('c', 'Drone.mkv', STATES.failed)];
const done = () => [at('d', 'Trailer.mp4', STATES.ready), at('e', 'Podcast 14.mp3', STATES.processing)];

const gallery = (theme: Theme): TemplateResult => html`
  <style>
    .gallery {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
      gap: 20px;
      align-items: start;
    }
    .gallery > * {
      min-inline-size: 0;
    }
    .source {
      margin-block: 24px 0;
      font:
        13px/1.5 ui-monospace,
        monospace;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  </style>
  ${theme.dress(html`
    <div class="gallery">
      <vod-uploader multiple .uploader=${new FakeUploader()}></vod-uploader>
      <vod-uploader multiple .uploader=${new FakeUploader(busy())}></vod-uploader>
      <vod-uploader .uploader=${new FakeUploader(failed())}></vod-uploader>
      <vod-uploader multiple .uploader=${new FakeUploader(done())}></vod-uploader>
      <vod-url-import
        resume-mode="off"
        .backend=${{ createUploadVideo: () => new Promise(() => undefined) }}
        .uploader=${new FakeUploader(IMPORTS.slice(0, 2))}
      ></vod-url-import>
      <vod-media-status card .report=${playing(film())}></vod-media-status>
    </div>
  `)}
  <pre class="source">${theme.css}</pre>
`;

const story = (name: string): Story => {
  const theme = themeOf(name);
  return {
    name: theme.title,
    render: () => gallery(theme),
    parameters: { docs: { source: { code: theme.css, language: 'css' } } },
    play: async ({ canvasElement }) => {
      const choose = await button(canvasElement, 'Choose');
      // On, in every piece: what the theme says of the accent is what the button is painted with.
      const [uploader] = within(canvasElement, 'vod-uploader');
      const accent = getComputedStyle(uploader!).getPropertyValue('--vod-accent');
      await expect(accent).not.toBe('');
      await expect(getComputedStyle(choose).getPropertyValue('--_accent')).toContain(accent.trim());
      await button(canvasElement, 'Import');
    },
  };
};

export const Plain: Story = story('plain');
export const Popcorn: Story = story('popcorn');
export const DenseAdminPanel: Story = story('admin');
export const HighContrast: Story = story('contrast');

import { html, type TemplateResult } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { withActions } from 'storybook/actions/decorator';
import { expect, userEvent, waitFor } from 'storybook/test';
import { choose, button, within } from '../test/support/seen.js';
import { elementOf } from '../.storybook/arg-types.js';
import { attributes } from './support/attributes.js';
import { filmFile } from './support/films.js';
import { pageWorld, type PageWorld } from './support/page-world.js';
import '../src/define.js';

type Args = Readonly<Record<string, unknown>>;

/** One for each time that the story is opened: a control that is changed must not throw an upload away. */
let world: PageWorld | undefined;

/** Of all that can be set, what has to do with where it is sent: that is the emulator in this page. */
const ELSEWHERE = ['endpoint', 'create-url', 'refresh-url', 'details-url', 'infos-url', 'store', 'with-credentials'];

/**
 * The element with a control for each of its attributes, and its events in the Actions panel. What is chosen here is really
 * uploaded, into an emulator of VOD and OSS inside this page: signed, in parts, checked by MD5, and played in the end.
 */
const meta: Meta<Args> = {
  title: 'Start here/Playground',
  component: 'vod-uploader',
  tags: ['!autodocs'],
  args: { 'megabytes a second': 2, multiple: true, 'resume-mode': 'off', 'part-size': '256KB' },
  argTypes: {
    'megabytes a second': {
      description: 'How fast bytes leave this page.',
      table: { category: 'the network' },
      control: { type: 'range', min: 0.1, max: 50, step: 0.1 },
    },
    ...Object.fromEntries(ELSEWHERE.map((name) => [name, { table: { disable: true } }])),
  },
  parameters: {
    actions: { handles: (elementOf('vod-uploader').events ?? []).map(({ name }) => name) },
    controls: { sort: 'none' },
  },
  decorators: [withActions],
  beforeEach: () => {
    world = pageWorld();
    return async () => {
      await world?.close();
      world = undefined;
    };
  },
  render: ({ 'megabytes a second': pace, ...args }): TemplateResult => {
    world ??= pageWorld();
    world.line.bytesPerSecond = Number(pace) * 1024 ** 2;
    return html`
      <vod-uploader
        style="max-inline-size: 680px; margin-inline: auto"
        ${attributes(args)}
        .backend=${world.calls}
        .store=${world.store}
      ></vod-uploader>
    `;
  },
};
export default meta;
type Story = StoryObj<Args>;

const inputIn = (canvas: Element) => within<HTMLInputElement>(canvas, 'input[type=file]')[0]!;
const uploaderIn = (canvas: Element) => canvas.querySelector('vod-uploader')!;

/** Choose a film, or drop one: of yours, nothing leaves this page. */
export const Playground: Story = {};

/** The same, with a film that is chosen by itself: uploaded, prepared, and it plays. */
export const AFilmOnItsWay: Story = {
  args: { 'megabytes a second': 8 },
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    choose(inputIn(canvasElement), await filmFile('Harbour at dawn.mp4', 2));
    const element = uploaderIn(canvasElement);
    await waitFor(() => expect(element.uploads[0]?.phase).toBe('ready'));
    await waitFor(() => expect(within(canvasElement, 'video')).toHaveLength(1));
    await expect(element.value).toBe(element.uploads[0]?.videoId);
  },
};

/** On a slow line, stopped half-way and continued. */
export const PauseAndResume: Story = {
  args: { 'megabytes a second': 1 },
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    const element = uploaderIn(canvasElement);
    let successes = 0;
    element.addEventListener('upload-success', () => (successes += 1));
    choose(inputIn(canvasElement), await filmFile('Interview.mp4', 2));
    await waitFor(() => expect(element.uploads[0]?.sent).toBeGreaterThan(0));
    await userEvent.click(await button(canvasElement, 'Pause Interview.mp4'));
    await expect(element.uploads[0]?.phase).toBe('paused');
    await userEvent.click(await button(canvasElement, 'Resume Interview.mp4'));
    world!.line.bytesPerSecond = Infinity;
    await waitFor(() => expect(successes).toBe(1));
  },
};

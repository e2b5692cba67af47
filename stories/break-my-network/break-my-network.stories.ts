import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { within } from '../../test/support/seen.js';
import { FAULTS } from './faults.js';
import { BreakMyNetwork } from './break-my-network.js';

// Here, because a bundler may drop a module of which nothing is used.
if (!customElements.get('break-my-network')) customElements.define('break-my-network', BreakMyNetwork);

interface Args {
  megabytes: number;
  megabytesPerSecond: number;
}

/**
 * An upload into the emulator inside this page, and buttons for all that goes wrong between a person and a bucket. Each
 * tile is one request for a part; the log says what happened and how the upload got over it. In the end the object in the
 * bucket is compared with the file, byte by byte.
 */
const meta: Meta<Args> = {
  title: 'Start here/Break my network',
  args: { megabytes: 24, megabytesPerSecond: 1.5 },
  argTypes: {
    megabytes: { control: { type: 'range', min: 2, max: 100, step: 1 } },
    megabytesPerSecond: { control: { type: 'range', min: 0.2, max: 20, step: 0.1 } },
  },
  parameters: { docs: { codePanel: false, source: { code: null } }, options: { bottomPanelHeight: 0 } },
  render: ({ megabytes, megabytesPerSecond }): TemplateResult =>
    html`<break-my-network .megabytes=${megabytes} .megabytesPerSecond=${megabytesPerSecond}></break-my-network>`,
};
export default meta;
type Story = StoryObj<Args>;

/** Start the upload, and press whatever you like. */
export const TryIt: Story = { name: 'Try it' };

/** Nine things go wrong in the middle of one upload, the page crashes, and not one byte is missing or stored twice. */
export const WatchItSurvive: Story = {
  // So much that it is under way still when the last thing goes wrong, however slowly the buttons are pressed.
  play: async ({ canvasElement }) => {
    const show = canvasElement.querySelector<BreakMyNetwork>('break-my-network')!;
    await show.updateComplete;
    const find = (selector: string) => within<HTMLButtonElement>(show, selector)[0]!;
    await userEvent.click(find('.begin'));
    const stored = () => show.stage!.tiles.filter(({ fate }) => fate === 'stored').length;
    const more = async (parts: number) => {
      const before = stored();
      await waitFor(() => expect(stored()).toBeGreaterThanOrEqual(before + parts));
    };
    const press = async (...names: readonly string[]) => {
      for (const name of names) await userEvent.click(find(`[data-fault=${name}]`));
    };
    const said = (name: string) => show.stage!.lines.some(({ text }) => text.includes(name));

    const hear = (words: string) => waitFor(() => expect(said(words), words).toBe(true));

    await more(2);
    // Alone: what is refused for another reason is not looked at any further.
    await press('damage');
    await hear('arrived damaged');
    await press('drop', 'expire');
    await more(2);
    await press('skew');
    await hear('clock is wrong');
    await press('token', 'broken', 'busy');
    await hear('503');
    await more(2);
    await press('offline');
    await hear('There is no network');
    await press('offline');
    await more(2);
    await press('drop', 'backend');
    await press('crash');
    await hear('found the upload in its checkpoint');
    await press('backend');
    show.stage!.world.line.bytesPerSecond = Infinity;

    await waitFor(() => expect(show.stage!.verdict).toBeDefined());
    const { size } = show.stage!.file!;
    await expect(show.stage!.verdict).toMatchObject({ identical: true, bytes: size, twice: 0, videos: 1 });
    await expect(said('broke off')).toBe(true);
    await expect(FAULTS.filter(show.stage!.isOn)).toEqual([]);
    await show.updateComplete;
    await expect(within(show, '.verdict')[0]).toHaveTextContent('Identical, byte by byte');
  },
};

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { button, buttonsOf, textOf } from '../test/support/seen.js';
import { STATES, uploadAt } from '../test/support/upload-states.js';
import '../src/define.js';

/**
 * Uploads that wait for their turn can be put into another order: by the handle with a pointer or the arrow keys, by Alt
 * with the arrow keys from anywhere in the row, or by two buttons that the handle opens. They are sent in that order.
 */
const meta: Meta = { title: 'States/Order and removal' };
export default meta;
type Story = StoryObj;

const waiting = ['Opening.mp4', 'Interview with Ada.mov', 'Closing credits.mp4'].map((name, n) =>
  uploadAt({ phase: 'queued', id: `waiting-${n}`, name }),
);
const list = (layout: string, uploads = [uploadAt({ ...STATES.uploading, id: 'first' }), ...waiting]) =>
  html`<vod-uploader
    multiple
    layout=${layout}
    style="max-inline-size: 680px"
    .uploader=${new FakeUploader(uploads)}
  ></vod-uploader>`;
const comesBefore = (root: Element, name: string, other: string): void => {
  void expect(textOf(root).indexOf(name)).toBeLessThan(textOf(root).indexOf(other));
};

export const Order: Story = {
  render: () => list('panel'),
  play: async ({ canvasElement }) => {
    const handle = await button(canvasElement, 'Move Closing credits.mp4');
    handle.focus();
    handle.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, composed: true, cancelable: true }),
    );
    await waitFor(() => comesBefore(canvasElement, 'Closing credits', 'Interview'));
  },
};

export const OrderInOneLine: Story = { ...Order, render: () => list('compact') };

export const ByButtons: Story = {
  render: () => list('panel'),
  play: async ({ canvasElement }) => {
    (await button(canvasElement, 'Move Opening.mp4')).click();
    (await button(canvasElement, 'Move down Opening.mp4')).click();
    await waitFor(() => comesBefore(canvasElement, 'Interview', 'Opening'));
  },
};

/** One that waits alone has no order to be put into. */
export const OneAlone: Story = {
  render: () => list('panel', [STATES.uploading, waiting[0]!]),
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Cancel Opening.mp4');
    expect(buttonsOf(canvasElement).filter((name) => name.startsWith('Move'))).toEqual([]);
  },
};

/** Two or more that are done go with one click. */
export const RemoveFinished: Story = {
  render: () =>
    list('panel', [
      STATES.uploading,
      ...['a', 'b'].map((id) => uploadAt({ ...STATES.ready, id, name: `Chapter ${id}.mp4` })),
    ]),
  play: async ({ canvasElement }) => {
    (await button(canvasElement, 'Remove finished')).click();
    await waitFor(() => expect(textOf(canvasElement)).not.toContain('Chapter'));
  },
};

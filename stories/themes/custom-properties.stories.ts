import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect } from 'storybook/test';
import { elementOf } from '../../.storybook/arg-types.js';
import { FakeUploader } from '../../test/support/fake-uploader.js';
import { button } from '../../test/support/seen.js';
import { STATES } from '../../test/support/upload-states.js';
import '../../src/define.js';

type Args = Readonly<Record<string, string | undefined>>;

const PROPERTIES = elementOf('vod-uploader').cssProperties ?? [];

/** All custom properties, as they are now: change one in the Controls. */
const meta: Meta<Args> = {
  title: 'Themes/Custom properties',
  tags: ['!autodocs'],
  argTypes: Object.fromEntries(
    PROPERTIES.map(({ name, description = '' }) => [
      name,
      { description, control: { type: 'text' }, table: { category: 'custom properties' } },
    ]),
  ),
  parameters: { controls: { sort: 'none' } },
};
export default meta;

/** What is not set derives from text, surface and accent. */
const own = (name: string): string => name.replace('--vod-', '--_');

class Swatches extends HTMLElement {
  connectedCallback(): void {
    const styles = getComputedStyle(this.parentElement!.querySelector('vod-uploader')!);
    for (const box of this.querySelectorAll('i')) {
      const is = styles.getPropertyValue(own(box.dataset.name!));
      // A size has no colour to show.
      if (CSS.supports('color', is)) box.style.setProperty('--is', is);
      else box.remove();
    }
  }
}
if (!customElements.get('vod-swatches')) customElements.define('vod-swatches', Swatches);

export const CustomProperties: StoryObj<Args> = {
  name: 'Custom properties',
  render: (args): TemplateResult => {
    const set = Object.fromEntries(Object.entries(args).filter(([name, value]) => name.startsWith('--vod-') && value));
    return html`
      <style>
        .properties {
          display: grid;
          gap: 24px;
          max-inline-size: 900px;
          margin-inline: auto;
          font: 14px/1.45 system-ui;
        }
        vod-swatches {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
          gap: 8px 20px;
        }
        vod-swatches div {
          display: grid;
          grid-template-columns: 32px minmax(0, 1fr);
          gap: 2px 10px;
          align-content: center;
        }
        vod-swatches div:not(:has(i)) {
          grid-template-columns: minmax(0, 1fr);
        }
        vod-swatches i {
          grid-row: span 2;
          inline-size: 32px;
          block-size: 32px;
          border: 1px solid light-dark(#767676, #999);
          border-radius: 8px;
          background: var(--is, none);
        }
        vod-swatches code {
          font:
            600 13px ui-monospace,
            monospace;
        }
      </style>
      <div class="properties">
        <vod-uploader
          multiple
          style=${styleMap(set)}
          .uploader=${new FakeUploader([STATES.uploading, { ...STATES.failed, id: 'two', name: 'Drone.mkv' }])}
        ></vod-uploader>
        <vod-swatches>
          ${PROPERTIES.map(
            ({ name, description }) =>
              html`<div><i data-name=${name}></i><code>${name}</code><span>${description}</span></div>`,
          )}
        </vod-swatches>
      </div>
    `;
  },
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    const uploader = canvasElement.querySelector('vod-uploader')!;
    for (const { name } of PROPERTIES)
      if (!/font/.test(name)) await expect(getComputedStyle(uploader).getPropertyValue(own(name)), name).not.toBe('');
  },
};

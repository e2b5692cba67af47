import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { MediaReport } from '../src/core.js';
import { playing, REPORTS } from '../test/support/media-reports.js';
import { button } from '../test/support/seen.js';
import { attributes } from './support/attributes.js';
import '../src/define.js';

interface Args {
  readonly report?: MediaReport;
  readonly card?: boolean;
  readonly [attribute: string]: unknown;
}

/** What became of a media, by its id, at any time. These are handed what they show; `WaitingFor…` ask a backend that fails. */
const meta: Meta<Args> = {
  title: 'Elements/vod-media-status',
  component: 'vod-media-status',
  argTypes: { report: { table: { disable: true } } },
  render: ({ report, ...args }): TemplateResult => html`
    <vod-media-status
      style=${`max-inline-size: ${args.card ? '340px' : '680px'}; margin-inline: auto`}
      .report=${report}
      ${attributes(args)}
    ></vod-media-status>
  `,
  // What is looked at is what has been drawn.
  play: async ({ canvasElement }) => {
    await customElements.whenDefined('vod-media-status');
    for (const element of canvasElement.querySelectorAll('vod-media-status')) await element.updateComplete;
  },
};
export default meta;

type Story = StoryObj<Args>;
const row = (report: MediaReport): Story => ({ args: { report } });
const card = (report: MediaReport): Story => ({ args: { report, card: true } });
const film = (): MediaReport => playing(new URL('../test/media/clip.mp4', import.meta.url).href);

export const Ready: Story = row(film());
export const WithTagsAndStorage: Story = row(REPORTS.tagged);
export const Audio: Story = row(REPORTS.audio);
export const Encrypted: Story = row(REPORTS.encrypted);
export const Restored: Story = row(REPORTS.restored);
export const Uploading: Story = row(REPORTS.uploading);
export const Arrived: Story = row(REPORTS.uploaded);
export const Transcoding: Story = row(REPORTS.transcoding);
export const UnderReview: Story = row(REPORTS.checking);
export const AStatusNobodyKnows: Story = row(REPORTS.unheardOf);
export const UploadFailed: Story = row(REPORTS.uploadFailed);
export const TranscodeFailed: Story = row(REPORTS.transcodeFailed);
export const Blocked: Story = row(REPORTS.blocked);
export const Missing: Story = row(REPORTS.missing);
export const Forbidden: Story = row(REPORTS.forbidden);

export const Card: Story = card(film());
export const CardWithTags: Story = card(REPORTS.tagged);
export const CardTranscoding: Story = card(REPORTS.transcoding);
export const CardFailed: Story = card(REPORTS.transcodeFailed);

/** Asks, and is not answered. */
const asking = (answer: () => Promise<unknown>, isCard = false): Story => {
  const backend = { createUploadVideo: answer, getUploadDetails: answer, batchGetMediaInfos: answer };
  return {
    render: () =>
      html`<vod-media-status
        style="max-inline-size: ${isCard ? '340px' : '680px'}; margin-inline: auto"
        media-id="5f4a6be1c2d74b0e9a1f3c8d7e6b5a40"
        ?card=${isCard}
        .backend=${backend}
      ></vod-media-status>`,
  };
};
const refusing = (status: number) => (): Promise<Response> => Promise.resolve(new Response('{}', { status }));
/** Until it says why nothing is known. */
const troubled = (story: Story): Story => ({
  ...story,
  play: async ({ canvasElement }) => void (await button(canvasElement, 'Retry')),
});
const never = (): Promise<unknown> => new Promise(() => undefined);

export const Loading: Story = asking(never);
export const CardLoading: Story = asking(never, true);
export const WaitingForTheServer: Story = troubled(asking(refusing(503)));
export const SignedOut: Story = troubled(asking(refusing(401)));
export const ABackendThatCannotTell: Story = troubled(asking(refusing(501)));
export const CardSignedOut: Story = troubled(asking(refusing(401), true));

/** A page of one's own videos. */
export const MyVideos: Story = {
  render: () => html`
    <div style="display: grid; gap: 12px; max-inline-size: 680px; margin-inline: auto">
      ${Object.values(REPORTS).map(
        (report) =>
          html`<vod-media-status .report=${report}>
            <button slot="actions" type="button" aria-label="Rename">✎</button>
          </vod-media-status>`,
      )}
    </div>
  `,
};

export const Cards: Story = {
  render: () => html`
    <div
      style="display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr)); align-items: start"
    >
      ${Object.values(REPORTS).map((report) => html`<vod-media-status card .report=${report}></vod-media-status>`)}
    </div>
  `,
};

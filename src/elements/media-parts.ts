import { html, nothing, type TemplateResult } from 'lit';
import type { UploadError } from '../engine/error.js';
import type { MediaReport, PlayStream } from '../engine/media.js';
import type { WaitReason } from '../engine/state.js';
import { alertIcon, audioIcon, closeIcon, playIcon, videoIcon } from './icons.js';
import { factsOf, mediaStatusText } from './media-facts.js';
import { reasonText, storageText, streamFacts, troubleText } from './media-words.js';
import type { Wording } from './wording.js';

interface CoverFacts {
  readonly url: string | undefined;
  readonly failed: boolean;
  readonly audio: boolean;
  /** It plays: what the button says, whether that is open, and what it does. */
  readonly label?: string;
  readonly open?: boolean;
  readonly toggle?: () => void;
  /** The picture could not be loaded. */
  readonly lost: () => void;
}

/** The picture, or what stands for it; a button where it can be played. */
export function cover({ url, failed, audio, label, open = false, toggle, lost }: CoverFacts): TemplateResult {
  const icon = failed ? alertIcon(24) : audio ? audioIcon(24) : videoIcon(24);
  const picture =
    url === undefined ? icon : html`<img src=${url} alt="" loading="lazy" decoding="async" @error=${lost} />`;
  if (toggle === undefined) return html`<span class="cover" part="cover">${picture}</span>`;
  return html`<button
    type="button"
    class="cover play"
    part="cover"
    aria-label=${label ?? nothing}
    aria-expanded=${open ? 'true' : 'false'}
    title=${label ?? nothing}
    @click=${toggle}
  >
    ${url === undefined ? nothing : picture}<span class="disc">${open ? closeIcon(18) : playIcon(20)}</span>
  </button>`;
}

/** What VOD says of it: status and facts, why there is nothing to play, tags, versions. */
export function mediaWords(
  report: MediaReport,
  { card, noStreams }: { readonly card: boolean; readonly noStreams: boolean },
  wording: Wording,
): TemplateResult {
  const { media } = report;
  const reason = reasonText(report, wording);
  const tags = [media?.cateName, media && storageText(media, wording), ...(media?.tags ?? [])];
  return html`<div class="clip">
      <p class="line">
        <span class="status" part="status"><bdi>${mediaStatusText(report, wording)}</bdi></span
        >${factsOf(media ?? {}, wording).map((fact) => html`<span part="fact"><bdi>${fact}</bdi></span>`)}
      </p>
    </div>
    ${reason === undefined ? nothing : html`<p class="reason" part="reason"><bdi>${reason}</bdi></p>`}
    ${
      card && media?.description
        ? html`<p class="description" part="description"><bdi>${media.description}</bdi></p>`
        : nothing
    }
    ${tagList(tags, wording)}${media && !noStreams ? streamList(media.streams, wording) : nothing}`;
}

interface Retrying {
  readonly title: string;
  readonly wording: Wording;
  readonly retry: () => void;
}

/** Why nobody can be asked, and the button that asks again. */
export const troubleWithRetry = (
  trouble: WaitReason | UploadError,
  { title, wording, retry }: Retrying,
): TemplateResult =>
  html`<div class="trouble" part="trouble">
    <p><bdi>${troubleText(trouble, wording)}</bdi></p>
    <button
      type="button"
      class="soft"
      part="retry"
      aria-label=${wording.say('of', { action: wording.say('retry'), name: title })}
      @click=${retry}
    >
      <bdi>${wording.say('retry')}</bdi>
    </button>
  </div>`;

/** Category, storage class, tags. */
function tagList(tags: readonly (string | undefined)[], wording: Wording): TemplateResult | typeof nothing {
  const shown = tags.filter((tag) => tag !== undefined && tag !== '');
  if (shown.length === 0) return nothing;
  return html`<ul class="tags" aria-label=${wording.say('media.tags')}>
    ${shown.map((tag) => html`<li part="tag"><bdi>${tag}</bdi></li>`)}
  </ul>`;
}

/** What there is to play, each a link where anybody can open it. */
function streamList(streams: readonly PlayStream[], wording: Wording): TemplateResult | typeof nothing {
  if (streams.length === 0) return nothing;
  return html`<details class="streams" part="streams">
    <summary><bdi>${wording.count('versions', streams.length)}</bdi></summary>
    <ul>
      ${streams.map((stream) => html`<li>${streamLink(stream, streamFacts(stream, wording))}</li>`)}
    </ul>
  </details>`;
}

/** With the page's origin as referrer: VOD may let nobody else in. */
function streamLink({ url, encrypted }: PlayStream, facts: readonly string[]): TemplateResult {
  // Each apart: in Arabic, some run one way and some the other.
  const words = facts.map((fact, at) => html`${at > 0 ? ' · ' : ''}<bdi>${fact}</bdi>`);
  return encrypted || !/^https?:/i.test(url)
    ? html`<span part="stream">${words}</span>`
    : html`<a part="stream" href=${url} target="_blank" rel="noopener">${words}</a>`;
}

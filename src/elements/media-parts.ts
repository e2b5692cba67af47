import { html, nothing, type TemplateResult } from 'lit';
import type { PlayStream } from '../engine/media.js';
import { alertIcon, audioIcon, closeIcon, playIcon, videoIcon } from './icons.js';
import { streamText } from './media-words.js';
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

/** Category, storage class, tags. */
export function tagList(tags: readonly (string | undefined)[], wording: Wording): TemplateResult | typeof nothing {
  const shown = tags.filter((tag) => tag !== undefined && tag !== '');
  if (shown.length === 0) return nothing;
  return html`<ul class="tags" aria-label=${wording.say('media.tags')}>
    ${shown.map((tag) => html`<li part="tag"><bdi>${tag}</bdi></li>`)}
  </ul>`;
}

/** What there is to play, each a link where anybody can open it. */
export function streamList(streams: readonly PlayStream[], wording: Wording): TemplateResult | typeof nothing {
  if (streams.length === 0) return nothing;
  return html`<details class="streams" part="streams">
    <summary><bdi>${wording.count('versions', streams.length)}</bdi></summary>
    <ul>
      ${streams.map((stream) => html`<li>${streamLink(stream, streamText(stream, wording))}</li>`)}
    </ul>
  </details>`;
}

/** With the page's origin as referrer: VOD may let nobody else in. */
const streamLink = ({ url, encrypted }: PlayStream, text: string): TemplateResult =>
  encrypted || !/^https?:/i.test(url)
    ? html`<span part="stream"><bdi>${text}</bdi></span>`
    : html`<a part="stream" href=${url} target="_blank" rel="noopener"><bdi>${text}</bdi></a>`;

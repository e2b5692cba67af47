import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Playable } from './play.js';

export const playerStyles: CSSResult = css`
  .player {
    grid-column: 1 / -1;
    display: block;
    inline-size: 100%;
    border-radius: var(--_radius-small);
  }
  video.player {
    max-block-size: min(60vh, 24rem);
    aspect-ratio: 16 / 9;
    background: #000;
    object-fit: contain;
  }
`;

/** The browser's own player. */
export function player({ url, kind, poster }: Playable, label: string, autoplay: boolean): TemplateResult {
  return kind === 'audio'
    ? html`<audio
        part="player"
        class="player"
        controls
        preload="metadata"
        ?autoplay=${autoplay}
        src=${url}
        aria-label=${label}
      ></audio>`
    : html`<video
        part="player"
        class="player"
        controls
        playsinline
        preload="metadata"
        ?autoplay=${autoplay}
        src=${url}
        poster=${poster ?? nothing}
        aria-label=${label}
      ></video>`;
}

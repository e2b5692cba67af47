import { html, nothing, type TemplateResult } from 'lit';
import type { Playable } from './play.js';

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

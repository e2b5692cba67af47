import { html, nothing, type TemplateResult } from 'lit';
import type { Film, OpenFilm, Suggestion } from './cover-film.js';
import { originOf } from './cover-origin.js';
import { momentText, stepOf } from './cover-time.js';
import { closeIcon } from './icons.js';
import type { TextKey } from '../words/text.js';
import type { Wording } from './wording.js';

/** What the picker's parts are drawn from, and what they can do. */
export interface Panel {
  readonly wording: Wording;
  readonly disabled: boolean;
  readonly cover: Blob | undefined;
  scrub(seconds: number): void;
  take(seconds: number): void;
  browse(): void;
  takeImage(event: Event): void;
  remove(): void;
}

const words = ({ wording }: Panel, key: TextKey): TemplateResult => html`<bdi>${wording.say(key)}</bdi>`;

/** The film, where it can be shown, and what to choose from. */
export const choices = (panel: Panel, film: Film): TemplateResult =>
  html`${film.is === 'open' ? openFilm(panel, film) : note(panel, film.is)}
    <div class="actions">
      ${
        film.is === 'open'
          ? html`<button
              type="button"
              class="solid"
              part="use"
              ?disabled=${panel.disabled}
              @click=${() => panel.take(film.seconds)}
            >
              ${words(panel, 'cover.use')}
            </button>`
          : nothing
      }
      <button type="button" class="soft" part="image" ?disabled=${panel.disabled} @click=${panel.browse}>
        ${words(panel, 'cover.image')}
      </button>
      <input type="file" hidden tabindex="-1" accept="image/*" @change=${panel.takeImage} />
    </div>`;

export function note(panel: Panel, is: 'absent' | 'opening' | 'unshowable' | 'soundless' | 'late') {
  if (is === 'absent') return nothing;
  return html`<p class="note" part="note" role="status" data-is=${is}>${words(panel, `cover.${is}`)}</p>`;
}

function openFilm(panel: Panel, film: OpenFilm): TemplateResult {
  const { wording } = panel;
  const { seconds } = film;
  const length = film.frames.seconds;
  const time = momentText(seconds, length);
  const where = wording.say('cover.of', { time, total: momentText(length, length) });
  return html`<div class="stage" part="stage" role="img" aria-label=${wording.say('cover.frame', { time })}>
      ${film.frames.video}
    </div>
    <div class="scrub">
      <input
        type="range"
        part="scrubber"
        min="0"
        max=${length}
        step=${stepOf(length)}
        .value=${String(seconds)}
        ?disabled=${panel.disabled}
        aria-label=${wording.say('cover.position')}
        aria-valuetext=${where}
        @input=${(event: Event) => panel.scrub(Number((event.target as HTMLInputElement).value))}
      />
      <span class="time" part="time" aria-hidden="true">${where}</span>
    </div>
    <div class="suggestions" role="group" aria-label=${wording.say('cover.suggested')}>
      ${film.suggestions.map((each) => suggestion(panel, each, length))}
      ${Array.from({ length: film.toCome }, () => html`<span class="bone"></span>`)}
    </div>`;
}

function suggestion(panel: Panel, { seconds, picture }: Suggestion, length: number): TemplateResult {
  const origin = panel.cover && originOf(panel.cover);
  const chosen = origin !== undefined && 'seconds' in origin && origin.seconds === seconds;
  const label = panel.wording.say('cover.use-at', { time: momentText(seconds, length) });
  return html`<button
    type="button"
    class="suggestion"
    part="suggestion"
    aria-label=${label}
    title=${label}
    aria-pressed=${chosen ? 'true' : 'false'}
    ?disabled=${panel.disabled}
    @click=${() => panel.take(seconds)}
  >
    ${picture}
  </button>`;
}

/** What was chosen; `fixed`: VOD has it. */
export function chosen(panel: Panel, url: string, about: string, fixed: boolean): TemplateResult {
  const remove = panel.wording.say('cover.remove');
  return html`<div class="chosen" part="chosen">
    <img part="preview" src=${url} alt="" />
    <p>
      ${words(panel, 'cover.chosen')}<span class="of"><bdi>${about}</bdi></span>
    </p>
    ${
      fixed
        ? nothing
        : html`<button
            type="button"
            class="icon"
            part="remove"
            aria-label=${remove}
            title=${remove}
            ?disabled=${panel.disabled}
            @click=${panel.remove}
          >
            ${closeIcon(20)}
          </button>`
    }
  </div>`;
}

import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Rejection } from '../engine/uploader.js';
import type { Source } from './contexts.js';
import { errorText } from './describe.js';
import { alertIcon, closeIcon } from './icons.js';

export const rejectedStyles: CSSResult = css`
  .rejections,
  .left-out {
    margin-block-end: var(--_gap);
    font-size: 0.9em;
  }
  .rejections {
    padding-block: 6px;
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_danger) 8%, var(--_surface));
  }
  .rejections:last-child {
    margin: 0;
  }
  .rejections ul {
    gap: 0;
    max-block-size: 20rem;
    overflow: auto;
  }
  .heading,
  .left-out,
  .rejection {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 10px;
    align-items: center;
    padding-block: 2px;
    padding-inline: 14px 6px;
  }
  .rejection {
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: start;
  }
  .rejection > svg {
    margin-block-start: 8px;
    color: var(--_danger);
  }
  .left-out {
    padding-inline-start: 4px;
    color: var(--_muted);
  }
  p {
    margin: 0;
  }
  .rejections p {
    padding-block: 7px;
    overflow-wrap: anywhere;
  }
  .heading p,
  strong {
    display: block;
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .rejections {
      border: 1px solid CanvasText;
    }
  }
`;

/** The files that were not taken, with the reason, until they are dismissed. */
export function rejectedFiles(rejections: readonly Rejection[], source: Source): TemplateResult {
  const { wording, dismiss } = source;
  const heading = wording.count('rejected', rejections.length);
  return html`<div class="rejections" part="rejections">
    ${
      rejections.length > 1
        ? html`<div class="heading">
            <p><bdi>${heading}</bdi></p>
            <button type="button" class="soft" @click=${() => dismiss()}>
              <bdi>${wording.say('dismiss-all')}</bdi>
            </button>
          </div>`
        : nothing
    }
    <ul aria-label=${heading}>
      ${rejections.map((rejection) => rejectedFile(rejection, source))}
    </ul>
  </div>`;
}

/** What a folder had besides, in one line. */
export function leftOutFiles(count: number, { wording, dismiss }: Source): TemplateResult {
  return html`<div class="left-out" part="left-out">
    <p><bdi>${wording.count('left-out', count)}</bdi></p>
    <button
      type="button"
      class="icon"
      title=${wording.say('dismiss')}
      aria-label=${wording.say('dismiss')}
      @click=${() => dismiss()}
    >
      ${closeIcon(18)}
    </button>
  </div>`;
}

function rejectedFile(rejection: Rejection, { wording, dismiss }: Source): TemplateResult {
  const { name, error } = rejection;
  const dismissal = wording.say('of', { action: wording.say('dismiss'), name });
  return html`<li class="rejection" part="rejection">
    ${alertIcon(18)}
    <p>
      <strong><bdi>${name}</bdi></strong>
      <bdi>${errorText(error, wording)}</bdi>
    </p>
    <button type="button" class="icon" title=${dismissal} aria-label=${dismissal} @click=${() => dismiss(rejection)}>
      ${closeIcon(18)}
    </button>
  </li>`;
}

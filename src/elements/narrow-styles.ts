import { css, type CSSResult } from 'lit';

/** A row where there is little room. */
export const narrowStyles: CSSResult = css`
  /* Words on a button beside it would leave hardly a letter of the name: they go below the sentence. */
  @container (inline-size < 520px) {
    .row:has(> [data-worded]) {
      position: relative;
      grid-template-rows: minmax(var(--_control), auto);
      grid-template-columns: auto minmax(0, 1fr) auto calc(var(--_control) - var(--_pad) * 0.375);
    }
    .row:has(> [data-worded]) .name {
      align-self: center;
    }
    .row:has(> [data-worded]) vod-upload-move {
      align-self: start;
    }
    vod-upload-controls[data-worded] {
      --_sign: absolute;
      --_sign-top: 12px;
      --_sign-end: calc(var(--_pad) * 0.625);
      grid-area: 3 / 2 / auto / -1;
      margin: 8px 0 0;
    }
  }
  @container (inline-size < 420px) {
    .row {
      grid-template:
        'name name move controls'
        'picture status status status' / auto minmax(0, 1fr) auto auto;
      gap: 4px 0;
      padding: 8px 12px 12px;
    }
    .name {
      align-self: center;
    }
    vod-upload-controls {
      margin-inline-start: 8px;
    }
    .row:has(> [data-worded]) {
      grid-template-columns: auto minmax(0, 1fr) auto calc(var(--_control) + 2px);
    }
    vod-upload-controls[data-worded] {
      --_sign-top: 8px;
      --_sign-end: calc(12px - var(--_pad) * 0.375);
      margin: 4px 0 0;
    }
    .picture {
      align-self: start;
      margin-inline-end: 8px;
      inline-size: 24px;
      block-size: 24px;
      border-radius: 50%;
    }
    .picture svg {
      inline-size: 16px;
      block-size: 16px;
    }
    .play {
      inline-size: 36px;
      block-size: 36px;
      border-radius: var(--_radius-small);
    }
    /* What moves is told by its bar; what is over needs a sign. */
    span.picture:not([data-phase='ready'] *, [data-phase='failed'] *) {
      display: none;
    }
    [data-phase='ready'] vod-upload-status {
      align-self: center;
    }
  }
`;

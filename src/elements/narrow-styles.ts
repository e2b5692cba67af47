import { css, type CSSResult } from 'lit';

/** A row where there is little room. */
export const narrowStyles: CSSResult = css`
  @container (inline-size < 480px) {
    .row {
      grid-template:
        'name name move controls' minmax(var(--_control), auto)
        'picture status status status' / auto minmax(0, 1fr) auto minmax(calc(var(--_control) + 2px), auto);
      gap: 4px 0;
      padding: 8px 12px 12px;
    }
    .name {
      align-self: center;
    }
    vod-upload-controls {
      margin-inline: 8px -6px;
    }
    /* Words on a button beside it would leave hardly a letter of the name: they go below the sentence. */
    [data-worded] {
      --_sign: absolute;
      --_sign-top: 8px;
      grid-area: 3 / 2 / auto / -1;
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

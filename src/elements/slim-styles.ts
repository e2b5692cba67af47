import { css, type CSSResult } from 'lit';

/** A row of one line, and of a second one only for a sentence. */
export const slimStyles: CSSResult = css`
  :host([slim]) .row {
    grid-template:
      'picture name status bar move controls'
      'more more more more more more' / auto minmax(0, 1fr) auto auto auto auto;
    column-gap: 8px;
    padding-block: 2px;
    padding-inline: 8px 6px;
    border-color: transparent;
    border-radius: var(--_radius-small);
    background: none;
  }
  :host([slim]) .row:hover,
  :host([slim]) .row:focus-within {
    background: color-mix(in oklab, var(--_text) 4%, var(--_surface));
  }
  :host([slim]) .picture {
    inline-size: 24px;
    block-size: 24px;
    border-radius: 6px;
  }
  :host([slim]) span.picture {
    display: grid;
    background: none;
  }
  :host([slim]) .picture svg {
    inline-size: 18px;
    block-size: 18px;
  }
  :host([slim]) .name {
    align-self: center;
    font-weight: 400;
  }
  :host([slim]) vod-upload-status {
    align-self: center;
  }
  /* The bar says it. */
  :host([slim]) [data-phase='uploading'] vod-upload-status {
    display: none;
  }
  :host([slim]) .row:not([data-phase='failed'], [data-phase='waiting']) vod-upload-status::part(detail) {
    display: none;
  }
  :host([slim])
    :is([data-phase='failed'], [data-phase='waiting'], [data-phase='paused']:has(> [data-worded]))
    vod-upload-status {
    grid-area: more;
    margin-block-end: 4px;
    margin-inline-start: 32px;
  }
  :host([slim]) .bar {
    grid-area: bar;
    inline-size: clamp(96px, 30cqi, 180px);
    margin: 0;
    --vod-bar: 4px;
  }
  :host([slim]) :is([data-phase='queued'], [data-phase='authorized']) .bar {
    display: none;
  }
  :host([slim]) vod-upload-move {
    grid-area: move;
  }
  :host([slim]) vod-upload-controls {
    margin: 0;
    --vod-control: 32px;
  }
  :host([slim]) [data-asking] {
    grid-area: more;
    margin-block: 4px;
  }
  :host([slim]) :is(vod-upload-details, .player) {
    grid-column: 1 / -1;
    margin-block: 4px;
  }
  @container (inline-size < 480px) {
    :host([slim]) .row {
      grid-template:
        'picture name move controls' 32px
        'bar bar bar bar'
        'more more more more' / auto minmax(0, 1fr) auto minmax(32px, auto);
      gap: 0 6px;
    }
    :host([slim]) [data-worded] {
      --_sign-top: 2px;
      grid-row: 4;
      margin: 0 0 6px;
    }
    :host([slim]) .bar {
      inline-size: auto;
      padding-inline: 0 8px;
      padding-block-end: 6px;
    }
    :host([slim]) .row vod-upload-status {
      grid-area: more;
      margin-block-end: 4px;
      margin-inline-start: 30px;
    }
    :host([slim]) .picture {
      align-self: center;
      margin: 0;
    }
  }
`;

import { css, type CSSResult } from 'lit';

export const itemStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .row {
    position: relative;
    display: grid;
    grid-template:
      'picture name move controls'
      'picture status move controls' / auto minmax(0, 1fr) auto auto;
    align-items: center;
    column-gap: 14px;
    padding: 12px var(--_pad);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  /* Sentences: buttons in words beside them would leave no room. */
  [data-phase='failed'],
  [data-phase='waiting'] {
    grid-template-areas:
      'picture name move controls'
      'picture status status status';
  }
  .picture {
    grid-area: picture;
    display: grid;
    place-items: center;
    inline-size: 42px;
    block-size: 42px;
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_tone, var(--_muted)) 12%, var(--_surface));
    position: relative;
    overflow: hidden;
    color: var(--_tone, var(--_muted));
    transition:
      background-color var(--_duration),
      color var(--_duration);
  }
  [data-phase='ready'] {
    --_tone: var(--_success);
  }
  [data-phase='failed'] {
    --_tone: var(--_danger);
  }
  [data-doubted] {
    --_tone: var(--_warning);
  }
  .play {
    padding: 0;
    border: 0;
    cursor: pointer;
  }
  .play:hover {
    background: color-mix(in oklab, var(--_tone) 24%, var(--_surface));
  }
  .play:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .picture :is(img, canvas) {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .picture :is(img, canvas) + svg {
    position: relative;
    padding: 3px;
    border-radius: 50%;
    background: rgb(0 0 0 / 60%);
    color: #fff;
  }
  :is([data-phase='ready'], [data-phase='failed']) canvas + svg {
    background: var(--_tone);
    color: var(--_surface);
  }
  vod-upload-status {
    grid-area: status;
    align-self: start;
  }
  .name {
    grid-area: name;
    align-self: end;
    position: relative;
    min-inline-size: 0;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: pre;
  }
  :is([data-phase='failed'], [data-phase='waiting']) .name {
    align-self: center;
  }
  vod-upload-move {
    grid-area: move;
    margin-inline-end: -10px;
  }
  vod-upload-controls {
    grid-area: controls;
    margin-inline-end: calc(var(--_pad) * -0.375);
  }
  [data-asking] {
    grid-area: auto / 1 / auto / -1;
    margin: 8px 0 0;
  }
  :is(.bar, vod-upload-details) {
    grid-column: 1 / -1;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-block-start: 10px;
  }
  vod-upload-progress {
    flex: 1;
  }
  .percent {
    min-inline-size: 5ch;
    color: var(--_text);
    font-size: 0.875em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .player {
    margin-block-start: 12px;
  }
`;

import { css, type CSSResult } from 'lit';

export const itemStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .row {
    display: grid;
    grid-template:
      'picture name controls'
      'picture status controls' / auto minmax(0, 1fr) auto;
    align-items: center;
    column-gap: 14px;
    padding: 12px var(--_pad);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .picture {
    grid-area: picture;
    display: grid;
    place-items: center;
    inline-size: 42px;
    block-size: 42px;
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_text) 6%, var(--_surface));
    color: var(--_muted);
    transition:
      background-color var(--_duration),
      color var(--_duration);
  }
  [data-phase='ready'] .picture {
    background: color-mix(in oklab, var(--_success) 14%, var(--_surface));
    color: var(--_success);
  }
  [data-phase='failed'] .picture {
    background: color-mix(in oklab, var(--_danger) 12%, var(--_surface));
    color: var(--_danger);
  }
  vod-upload-status {
    grid-area: status;
    align-self: start;
  }
  .name {
    grid-area: name;
    align-self: end;
    /* Written in its own direction, standing where the page's lines begin. */
    justify-self: start;
    display: flex;
    max-inline-size: 100%;
    min-inline-size: 0;
    font-weight: 600;
    white-space: pre;
  }
  .head {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .tail {
    flex: none;
  }
  vod-upload-controls {
    grid-area: controls;
    margin-inline-end: calc(var(--_pad) * -0.375);
  }
  .bar {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    gap: 12px;
    margin-block-start: 10px;
  }
  vod-upload-progress {
    flex: 1;
  }
  .percent {
    min-inline-size: 4ch;
    color: var(--_text);
    font-size: 0.875em;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .player {
    grid-column: 1 / -1;
    display: block;
    inline-size: 100%;
    margin-block-start: 12px;
    border-radius: var(--_radius-small);
  }
  video.player {
    max-block-size: min(60vh, 24rem);
    aspect-ratio: 16 / 9;
    background: #000;
    object-fit: contain;
  }
  @container (inline-size < 420px) {
    .row {
      grid-template:
        'name controls'
        'status status' / minmax(0, 1fr) auto;
      gap: 4px 8px;
      padding: 8px 12px 12px;
    }
    .name {
      align-self: center;
    }
    .picture {
      display: none;
    }
  }
`;

import { css, type CSSResult } from 'lit';

export const coverStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .picker {
    display: grid;
    gap: var(--_gap);
    min-inline-size: 0;
  }
  .stage {
    display: grid;
    grid-template: 100% / 100%;
    overflow: hidden;
    block-size: min(56.25cqi, 45vh, 24rem);
    min-block-size: 8rem;
    border-radius: var(--_radius);
    background: #000;
    color: #fff;
  }
  .stage video {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .note {
    margin: 0;
    padding: var(--_pad);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_zone);
    text-wrap: pretty;
  }
  [data-is='opening'] {
    color: var(--_muted);
  }
  .scrub {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 12px;
  }
  input[type='range'] {
    inline-size: 100%;
    min-inline-size: 0;
    block-size: 28px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
    /* A finger that goes up or down moves the page. */
    touch-action: pan-y;
  }
  input:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .time {
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .suggestions {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: 6px;
  }
  .suggestion {
    position: relative;
    min-inline-size: 0;
    min-block-size: 24px;
    padding: 0;
    overflow: hidden;
    aspect-ratio: 16 / 9;
    border: 0;
    background: #000;
  }
  .suggestion canvas {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .suggestion:hover canvas {
    opacity: 0.85;
  }
  .suggestion[aria-pressed='true'] {
    outline: 3px solid var(--_accent);
    outline-offset: 1px;
  }
  .suggestion:focus-visible {
    outline: 3px solid var(--_focus);
    outline-offset: 3px;
  }
  .bone {
    aspect-ratio: 16 / 9;
    border-radius: var(--_radius-small);
    background: var(--_track);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .actions button {
    flex: 1 1 auto;
  }
  .chosen {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 12px;
    padding: 10px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .chosen img {
    display: block;
    inline-size: 96px;
    block-size: 54px;
    border-radius: calc(var(--_radius-small) * 0.7);
    background: #000;
    object-fit: contain;
  }
  .chosen p {
    margin: 0;
    min-inline-size: 0;
  }
  .of {
    display: -webkit-box;
    overflow: hidden;
    color: var(--_muted);
    font-size: 0.9em;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .problem {
    margin: 0;
    color: var(--_danger);
    text-wrap: pretty;
  }
  .problem:empty {
    position: absolute;
  }
  @container (inline-size < 360px) {
    .chosen {
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 8px;
    }
    .chosen img {
      inline-size: 64px;
      block-size: 36px;
    }
    .suggestions {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
`;

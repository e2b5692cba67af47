import { css, type CSSResult } from 'lit';

export const mediaStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
    /* Out of sight it is not laid out: a page may have a thousand. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 88px;
  }
  :host([card]) {
    contain-intrinsic-block-size: auto 320px;
  }
  :host(:focus-within) {
    content-visibility: visible;
  }
  .media {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: start;
    gap: 10px 14px;
    padding: 12px var(--_pad);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    outline: none;
  }
  .cover {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 104px;
    min-block-size: 0;
    padding: 0;
    aspect-ratio: 16 / 9;
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_text) 6%, var(--_surface));
    color: var(--_muted);
    overflow: hidden;
  }
  .cover img {
    position: absolute;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .disc {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 34px;
    block-size: 34px;
    border-radius: 50%;
    background: rgb(0 0 0 / 62%);
    color: #fff;
    transition: background-color var(--_duration);
  }
  .play:hover .disc {
    background: rgb(0 0 0 / 82%);
  }
  .words {
    display: grid;
    gap: 4px;
    min-inline-size: 0;
  }
  .title {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  .line,
  .reason,
  .description,
  .tags,
  .streams,
  .trouble {
    color: var(--_muted);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .clip {
    overflow: hidden;
  }
  .line {
    /* A dot between two facts, but none where a line begins: those are clipped. */
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -1.1em;
  }
  .line > span {
    display: block;
  }
  .line > span::before {
    content: '·';
    display: inline-block;
    inline-size: 1.1em;
    text-align: center;
    font-weight: 400;
    color: var(--_muted);
  }
  .status {
    color: var(--_text);
    font-weight: 600;
  }
  .status bdi {
    display: inline-block;
  }
  .status bdi::first-letter {
    text-transform: uppercase;
  }
  [data-status='normal'] .status {
    color: var(--_success);
  }
  .failed .status {
    color: var(--_danger);
  }
  .failed span.cover {
    background: color-mix(in oklab, var(--_danger) 12%, var(--_surface));
    color: var(--_danger);
  }
  .description {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    white-space: pre-line;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
    list-style: '';
  }
  .tags li {
    padding: 1px 8px;
    border-radius: 99px;
    background: color-mix(in oklab, var(--_text) 7%, var(--_surface));
    color: var(--_text);
    font-size: 0.92em;
  }
  summary {
    inline-size: fit-content;
    padding-block: 3px;
    border-radius: 4px;
    cursor: pointer;
  }
  summary:focus-visible,
  a:focus-visible,
  .media:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .streams ul {
    padding-inline-start: 1.1em;
    list-style: '';
  }
  .streams li > * {
    display: inline-block;
    padding-block: 3px;
    border-radius: 4px;
  }
  .streams a {
    color: var(--_accent);
    text-underline-offset: 2px;
  }
  .trouble {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    color: var(--_warning);
  }
  .trouble p {
    flex: 1 1 16em;
  }
  .trouble button {
    --_control: 30px;
    color: var(--_text);
  }
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
  .bone {
    block-size: 0.9em;
    inline-size: min(16em, 80%);
    margin-block: 0.3em;
    border-radius: 4px;
    background: color-mix(in oklab, var(--_text) 9%, var(--_surface));
  }
  [aria-busy='true'] .cover,
  .bone {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    [aria-busy='true'] .cover,
    .bone {
      animation: none;
    }
  }
  slot {
    display: flex;
    gap: 4px;
    align-items: center;
  }

  /* A card has its picture above its words. */
  :host([card]) .media {
    grid-template-columns: minmax(0, 1fr);
    padding: 0 0 14px;
    overflow: hidden;
  }
  :host([card]) .cover,
  :host([card]) .player {
    inline-size: 100%;
    border-radius: 0;
  }
  :host([card]) .disc {
    inline-size: 52px;
    block-size: 52px;
  }
  :host([card]) .words,
  :host([card]) slot {
    padding-inline: var(--_pad);
  }
  :host([card]) .title {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
    white-space: normal;
  }
  @container (inline-size < 420px) {
    :host(:not([card])) .media {
      padding: 10px 12px;
      column-gap: 10px;
    }
    :host(:not([card])) .cover {
      inline-size: 72px;
    }
    :host(:not([card])) .disc {
      inline-size: 28px;
      block-size: 28px;
    }
  }
  @media (forced-colors: active) {
    .status,
    .trouble {
      color: CanvasText !important;
    }
    .tags li {
      border: 1px solid CanvasText;
    }
  }
`;

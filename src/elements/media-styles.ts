import { css, type CSSResult } from 'lit';

/** Of the frame, the picture, the bones and the player; a row, or a card. */
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
  /* Also before it is drawn: what has no height is all in sight at once. */
  :host(:state(loading)) {
    min-block-size: 84px;
  }
  :host(:state(loading)[card]) {
    min-block-size: 240px;
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
  slot:not([hidden]) {
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
  /* No picture is no reason for a large one. */
  :host([card]) .cover:not(:has(img)) {
    max-block-size: 172px;
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
    :host(:not([card])) .title {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow-wrap: anywhere;
      white-space: normal;
    }
    :host(:not([card])) .disc {
      inline-size: 28px;
      block-size: 28px;
    }
  }
`;

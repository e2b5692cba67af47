import { css, type CSSResult } from 'lit';

/** Of what is said beside the picture. */
export const mediaWordsStyles: CSSResult = css`
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
    text-wrap: pretty;
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
    position: relative;
    padding-inline-start: 1.1em;
  }
  .line > span::before {
    content: '·';
    /* Seen, not read. */
    content: '·' / ' ';
    position: absolute;
    inset-inline-start: 0;
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
    display: block;
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
    margin-block-start: 2px;
    list-style: '';
  }
  .tags li {
    padding: 1px 8px;
    border-radius: 11px;
    background: color-mix(in oklab, var(--_text) 7%, var(--_surface));
    color: var(--_text);
    font-size: 0.92em;
  }
  summary {
    min-block-size: 24px;
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: fit-content;
    padding-block: 3px;
    padding-inline-start: 2px;
    border-radius: 4px;
    list-style: '';
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    inline-size: 6px;
    block-size: 6px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    rotate: -45deg;
    transition: rotate var(--_duration);
  }
  summary:dir(rtl)::before {
    rotate: 135deg;
  }
  [open] > summary::before {
    rotate: 45deg;
    translate: 0 -2px;
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
  .streams bdi {
    white-space: nowrap;
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

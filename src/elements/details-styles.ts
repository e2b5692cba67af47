import { css, type CSSResult } from 'lit';

export const detailsStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
    /* A line that has to be seen, as that of a row has not. */
    --_line: color-mix(in oklab, var(--_text) 52%, var(--_surface));
  }
  .toggle {
    position: relative;
    display: flex;
    justify-content: start;
    inline-size: 100%;
    margin-block-start: 6px;
    padding-inline: 2px 8px;
    text-align: start;
  }
  .toggle:hover {
    background: var(--_zone);
  }
  .toggle > svg {
    color: var(--_muted);
    transition: rotate var(--_duration);
  }
  [aria-expanded='true'] > svg:first-child {
    rotate: 90deg;
  }
  .toggle:dir(rtl) > svg:first-child {
    scale: -1 1;
  }
  .toggle[aria-expanded='true']:dir(rtl) > svg:first-child {
    rotate: -90deg;
  }
  .toggle .alert {
    color: var(--_danger);
  }
  .brief {
    min-inline-size: 0;
    overflow: hidden;
    color: var(--_muted);
    font-weight: 400;
    text-overflow: ellipsis;
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px 16px;
    padding-block: 8px 6px;
  }
  .fields[hidden] {
    display: none;
  }
  .head {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    margin-block-end: 4px;
    font-size: 0.9em;
  }
  .field {
    min-inline-size: 0;
  }
  label,
  .label {
    font-weight: 600;
  }
  .count,
  .hint {
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .hint {
    margin: 4px 0 0;
    font-size: 0.85em;
  }
  .over {
    color: var(--_danger);
    font-weight: 600;
  }
  input,
  textarea,
  select,
  .tags {
    inline-size: 100%;
    min-block-size: var(--_control);
    margin: 0;
    padding: 6px 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  textarea {
    display: block;
    min-block-size: calc(2 * var(--_control));
    max-block-size: 16rem;
    resize: vertical;
    field-sizing: content;
  }
  input:focus-visible,
  textarea:focus-visible,
  select:focus-visible,
  .tags:focus-within {
    border-color: var(--_focus);
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
  }
  [aria-invalid='true'],
  .tags:has([aria-invalid='true']) {
    border-color: var(--_danger);
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    padding: 3px;
  }
  .tags ul {
    display: contents;
    /* Safari takes the value none for a reason to say nothing of a list. */
    list-style: '';
  }
  .tags li {
    display: flex;
    align-items: center;
    max-inline-size: 100%;
    min-block-size: 28px;
    padding-inline-start: 10px;
    border: 1px solid transparent;
    border-radius: 99px;
    background: var(--_track);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .tags li.wrong {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  .tags button {
    border: 0;
    min-block-size: 26px;
    min-inline-size: 26px;
    border-radius: 50%;
    color: inherit;
  }
  .tags input {
    flex: 1 1 8rem;
    inline-size: 8rem;
    min-block-size: 28px;
    padding: 2px 8px;
    border: 0;
    outline: none;
    background: none;
  }
  .fault {
    display: flex;
    gap: 6px;
    margin: 4px 0 0;
    color: var(--_danger);
    font-size: 0.9em;
    overflow-wrap: anywhere;
  }
  .fault:empty {
    margin: 0;
  }
  .fault > svg {
    margin-block-start: 2px;
  }
  @container (inline-size >= 480px) {
    .fields {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
    .wide,
    .field:nth-child(3):last-child {
      grid-column: 1 / -1;
    }
  }
  /* Safari on a phone magnifies the page for a field with smaller letters. */
  @media (pointer: coarse) {
    input,
    textarea,
    select {
      font-size: max(16px, 1em);
    }
  }
  @media (forced-colors: active) {
    .tags li {
      border-color: CanvasText;
    }
    [aria-invalid='true'],
    .tags:has([aria-invalid='true']) {
      border-color: Mark;
      border-width: 2px;
    }
  }
`;

import { css, type CSSResult } from 'lit';

/** Of the form, and of what stands around the list below it. */
export const urlStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  vod-uploader:not(:state(empty)) {
    margin-block-start: var(--_gap);
  }
  .summary {
    margin-block-end: var(--_gap);
  }
  form {
    display: grid;
    gap: 8px;
    padding: var(--_pad);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_zone);
  }
  label {
    font-weight: 600;
  }
  .hint {
    margin: 0;
    color: var(--_muted);
    font-size: 0.9em;
  }
  textarea,
  input {
    inline-size: 100%;
    min-block-size: var(--_control);
    margin: 0;
    padding: 8px 12px;
    border: 1px solid color-mix(in oklab, var(--_text) 54%, var(--_surface));
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  textarea {
    /* As tall as what is in it, where the browser can. */
    field-sizing: content;
    min-block-size: 6.5em;
    max-block-size: 18em;
    font-variant-numeric: tabular-nums;
    line-height: 1.6;
    resize: vertical;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  textarea:focus-visible,
  input:focus-visible,
  .line:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  :disabled {
    cursor: not-allowed;
    opacity: 0.6;
  }
  .title {
    display: grid;
    gap: 4px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }
  .said {
    display: flex;
    flex: 1 1 12em;
    gap: 6px;
    margin: 0;
    font-size: 0.9em;
  }
  .said[data-wrong] {
    color: var(--_danger);
    font-weight: 600;
  }
  .solid {
    margin-inline-start: auto;
  }
  ul {
    display: grid;
    gap: 2px;
    max-block-size: 20rem;
    margin: 0;
    padding: 6px 12px;
    overflow: auto;
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_danger) 8%, var(--_surface));
    font-size: 0.9em;
    list-style: '';
  }
  li {
    display: grid;
    grid-template-columns: minmax(4.5em, auto) minmax(0, 1fr);
    gap: 0 8px;
    align-items: baseline;
    padding-block: 2px;
    overflow-wrap: anywhere;
  }
  strong {
    display: block;
    font-weight: 600;
  }
  .line {
    justify-content: start;
    min-block-size: 28px;
    min-inline-size: 0;
    padding: 0 4px;
    margin-inline-start: -4px;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  @container (inline-size < 420px) {
    form {
      padding: 12px;
    }
    li {
      grid-template-columns: minmax(0, 1fr);
    }
    .solid {
      inline-size: 100%;
    }
  }
  @media (forced-colors: active) {
    ul {
      border: 1px solid CanvasText;
    }
  }
`;

import { css } from 'lit';

export const styles = css`
  :host {
    --ink: light-dark(#171a2b, #eceefb);
    --quiet: light-dark(#565b78, #a9afcf);
    --paper: light-dark(#fff, #171a2b);
    --ground: light-dark(#f3f4fb, #0e1020);
    --line: light-dark(#dcdff0, #313657);
    --accent: light-dark(#3a55d9, #93a8ff);
    --on-accent: light-dark(#fff, #0c1230);
    --good: light-dark(#0f7a55, #55d3a5);
    --wait: light-dark(#8f5600, #f0bb62);
    --bad: light-dark(#bf2337, #ff929a);
    display: block;
    container-type: inline-size;
    max-inline-size: 1100px;
    margin-inline: auto;
    color: var(--ink);
    font:
      15px/1.45 system-ui,
      sans-serif;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .head {
    margin-block-end: 16px;
  }
  h2 {
    margin: 0;
    font-size: clamp(1.4rem, 6cqi, 2rem);
    letter-spacing: -0.02em;
  }
  h3 {
    margin: 0 0 10px;
    font-size: 0.8125rem;
    color: var(--quiet);
  }
  p {
    margin: 0;
  }
  .head p {
    color: var(--quiet);
  }
  .stage {
    display: grid;
    gap: 14px;
  }
  section {
    min-inline-size: 0;
    padding: 14px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--paper);
  }
  .upload {
    display: grid;
    gap: 12px;
    align-content: start;
  }
  .before {
    color: var(--quiet);
  }
  .before strong {
    display: block;
    color: var(--ink);
    font-size: 1.125rem;
  }
  .begin {
    justify-self: start;
    min-block-size: 44px;
    padding: 0 22px;
    border: 0;
    border-radius: 99px;
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 650;
    cursor: pointer;
  }
  button:focus-visible,
  ol:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .faults {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr));
    gap: 8px;
    padding: 0;
    border: 0;
    background: none;
  }
  .fault {
    display: flex;
    gap: 10px;
    align-items: center;
    padding: 9px 11px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--paper);
    color: inherit;
    font: inherit;
    line-height: 1.25;
    text-align: start;
    cursor: pointer;
  }
  .fault svg {
    flex: none;
    color: var(--accent);
  }
  .fault span {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
  }
  .fault small {
    color: var(--quiet);
    font-size: 0.8125rem;
  }
  .fault:hover:not(:disabled) {
    border-color: var(--accent);
  }
  .fault:active:not(:disabled) {
    translate: 0 1px;
  }
  .fault[aria-pressed='true'] {
    border-color: var(--bad);
    background: color-mix(in oklab, var(--bad) 10%, var(--paper));
  }
  .fault[aria-pressed='true'] svg {
    color: var(--bad);
  }
  .fault:disabled {
    cursor: not-allowed;
    opacity: 0.55;
  }
  .wall {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    min-block-size: 44px;
    align-content: start;
  }
  i {
    inline-size: 20px;
    block-size: 20px;
    border-radius: 5px;
    background: var(--line);
  }
  .flying {
    border: 2px solid var(--accent);
    background: color-mix(in oklab, var(--accent) 20%, var(--paper));
    animation: fly 900ms ease-in-out infinite alternate;
  }
  .stored {
    background: var(--good);
  }
  .refused {
    background: repeating-linear-gradient(45deg, var(--bad) 0 3px, var(--paper) 3px 5px);
    border: 2px solid var(--bad);
  }
  .lost {
    border: 2px dashed var(--bad);
    background: none;
  }
  .wall .stored,
  .wall .refused,
  .wall .lost {
    animation: land 240ms ease-out;
  }
  @keyframes fly {
    to {
      opacity: 0.45;
    }
  }
  @keyframes land {
    from {
      scale: 1.35;
    }
  }
  .legend,
  .sums {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin-block-start: 10px;
    color: var(--quiet);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .legend span {
    display: inline-flex;
    gap: 6px;
    align-items: center;
  }
  .legend i {
    inline-size: 12px;
    block-size: 12px;
    border-radius: 3px;
    animation: none;
  }
  .sums b {
    color: var(--ink);
  }
  ol {
    display: grid;
    gap: 6px;
    align-content: start;
    max-block-size: 300px;
    min-block-size: 120px;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
    scroll-behavior: smooth;
  }
  li {
    display: grid;
    grid-template-columns: 52px 1fr;
    gap: 8px;
    padding-inline-start: 8px;
    border-inline-start: 3px solid var(--line);
    font-size: 0.875rem;
  }
  li.plain:only-child {
    display: block;
  }
  time {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  li.you {
    border-color: var(--accent);
    font-weight: 650;
  }
  li.good {
    border-color: var(--good);
  }
  li.wait {
    border-color: var(--wait);
  }
  li.bad {
    border-color: var(--bad);
  }
  .verdict {
    display: grid;
    gap: 2px;
    padding: 12px 14px;
    border-radius: 12px;
    background: color-mix(in oklab, var(--good) 12%, var(--paper));
  }
  .verdict strong {
    color: var(--good);
    font-size: 1.125rem;
  }
  .verdict.bad {
    background: color-mix(in oklab, var(--bad) 12%, var(--paper));
  }
  .verdict.bad strong {
    color: var(--bad);
  }
  @container (min-inline-size: 760px) {
    .stage {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: start;
    }
    .faults {
      grid-row: span 3;
      grid-column: 2;
      grid-template-columns: 1fr 1fr;
    }
    .upload,
    .wire,
    .log {
      grid-column: 1;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    i,
    .wall i {
      animation: none !important;
    }
    ol {
      scroll-behavior: auto;
    }
  }
  @media (forced-colors: active) {
    i {
      forced-color-adjust: none;
    }
    .begin {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;

import { css, type CSSResult } from 'lit';

export const pageDropStyles: CSSResult = css`
  :host {
    position: fixed;
    inset: 0;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 16px;
    border: 0;
    background: color-mix(in oklab, var(--_surface) 82%, transparent);
    backdrop-filter: blur(6px);
    color: var(--_text);
    animation: appear var(--_duration);
  }
  /* What is dragged is always over the whole: nothing in it can be entered or left. */
  .frame {
    box-sizing: border-box;
    display: grid;
    place-items: center;
    block-size: 100%;
    border: 2px dashed var(--_accent);
    border-radius: calc(var(--_radius) * 1.25);
    pointer-events: none;
    text-align: center;
  }
  .card {
    display: grid;
    justify-items: center;
    gap: 6px;
    max-inline-size: 36ch;
    padding: 16px;
  }
  .picture {
    display: grid;
    place-items: center;
    inline-size: 72px;
    block-size: 72px;
    margin-block-end: 10px;
    border-radius: 50%;
    background: color-mix(in oklab, var(--_accent) 14%, var(--_surface));
    color: var(--_accent);
  }
  p {
    margin: 0;
    text-wrap: balance;
  }
  .title {
    font-size: 1.375em;
    font-weight: 600;
  }
  .why {
    color: var(--_muted);
  }
  [data-verdict='none'] {
    border-color: var(--_danger);
    border-style: solid;
  }
  [data-verdict='none'] .picture {
    background: color-mix(in oklab, var(--_danger) 12%, var(--_surface));
    color: var(--_danger);
  }
  [data-verdict='some'] {
    border-color: var(--_warning);
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    :host {
      background: Canvas;
    }
    .frame {
      border-color: Highlight;
    }
  }
`;

import { css, type CSSResult } from 'lit';

export const trayStyles: CSSResult = css`
  :host {
    display: inline-flex;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .tray {
    min-inline-size: 0;
    min-block-size: calc(var(--_control) + 4px);
    padding-inline: 12px 10px;
    padding-block: 4px;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
    text-align: start;
  }
  .words {
    display: flex;
    gap: 8px;
    min-inline-size: 0;
  }
  .words > bdi {
    white-space: normal;
  }
  .words > .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    max-inline-size: 16ch;
    color: var(--_muted);
  }
  .tray > svg:last-child {
    color: var(--_muted);
    rotate: 90deg;
  }
  [data-sign='alert'] > svg:first-child {
    color: var(--_danger);
  }
  [data-sign='done'] > svg:first-child {
    color: var(--_success);
  }
  .ring {
    rotate: -90deg;
    fill: none;
    stroke-width: 3;
    stroke-linecap: round;
  }
  .ring .track {
    stroke: var(--_track);
  }
  .ring .fill {
    stroke: var(--_accent);
    transition: stroke-dashoffset 240ms linear;
  }
  .popover {
    position: fixed;
    inset: auto;
    inline-size: min(440px, calc(100vw - 16px));
    margin: 0;
    padding: 8px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    box-shadow:
      0 1px 2px rgb(0 0 0 / 12%),
      0 12px 32px rgb(0 0 0 / 18%);
  }
  .summary {
    padding: 4px 8px 10px;
  }
  @media (prefers-reduced-motion: reduce) {
    .ring .fill {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .ring .fill {
      stroke: Highlight;
    }
  }
`;

import { css, type CSSResult } from 'lit';

/**
 * The custom properties that a page may set, with what they are otherwise. Most derive from text, surface and accent:
 * those three and a radius are enough for another brand. System colours make dark mode and forced colours work by
 * themselves, as far as the page declares `color-scheme`.
 */
export const tokens: CSSResult = css`
  :host {
    --_text: var(--vod-text, color-mix(in oklab, CanvasText 90%, Canvas));
    --_surface: var(--vod-surface, Canvas);
    --_muted: var(--vod-muted, color-mix(in oklab, var(--_text) 66%, var(--_surface)));
    --_border: var(
      --vod-border,
      light-dark(
        color-mix(in oklab, var(--_text) 14%, var(--_surface)),
        color-mix(in oklab, var(--_text) 24%, var(--_surface))
      )
    );
    --_zone: var(
      --vod-zone,
      light-dark(
        color-mix(in oklab, var(--_text) 2.5%, var(--_surface)),
        color-mix(in oklab, var(--_text) 5%, var(--_surface))
      )
    );
    --_track: var(
      --vod-track,
      light-dark(
        color-mix(in oklab, var(--_text) 10%, var(--_surface)),
        color-mix(in oklab, var(--_text) 20%, var(--_surface))
      )
    );
    --_accent: var(--vod-accent, light-dark(#3a55d9, #93a8ff));
    --_on-accent: var(--vod-on-accent, light-dark(#fff, #0c1230));
    --_success: var(--vod-success, light-dark(#0f7a55, #55d3a5));
    --_warning: var(--vod-warning, light-dark(#8f5600, #f0bb62));
    --_danger: var(--vod-danger, light-dark(#bf2337, #ff929a));
    --_focus: var(--vod-focus, var(--_accent));
    --_radius: var(--vod-radius, 14px);
    --_radius-small: var(--vod-radius-small, calc(var(--_radius) * 0.65));
    --_gap: var(--vod-gap, 12px);
    --_pad: var(--vod-pad, 16px);
    --_control: var(--vod-control, 36px);
    --_bar: var(--vod-bar, 6px);
    --_duration: var(--vod-duration, 160ms);
    color: var(--_text);
    font-family: var(--vod-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif);
    font-size: var(--vod-font-size, 0.9375rem);
    line-height: 1.45;
    letter-spacing: normal;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:state(wordless)) {
    visibility: hidden;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  svg {
    display: block;
    flex: none;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin-block: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-contrast: more) {
    :host {
      --_text: var(--vod-text, CanvasText);
      --_muted: var(--vod-muted, var(--_text));
      --_border: var(--vod-border, var(--_muted));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_duration: 0s;
    }
  }
`;

/** Buttons of every kind: `.solid` for the one thing to do, `.soft` beside it, `.icon` for a picture alone. */
export const buttons: CSSResult = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: var(--_control);
    min-inline-size: var(--_control);
    margin: 0;
    padding: 0 14px;
    border: 1px solid transparent;
    border-radius: var(--_radius-small);
    background: transparent;
    color: inherit;
    font: inherit;
    font-weight: 600;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color var(--_duration),
      border-color var(--_duration),
      color var(--_duration);
    -webkit-tap-highlight-color: transparent;
  }
  button:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  button:disabled {
    cursor: not-allowed;
    opacity: 0.5;
  }
  .solid {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .solid:hover:not(:disabled) {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .soft {
    border-color: var(--_border);
    background: var(--_surface);
  }
  .soft:hover:not(:disabled) {
    background: var(--_track);
  }
  .icon {
    padding: 0;
    color: var(--_muted);
  }
  .icon:hover:not(:disabled) {
    background: var(--_track);
    color: var(--_text);
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
    .solid:enabled {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    button:disabled {
      opacity: 1;
    }
  }
`;

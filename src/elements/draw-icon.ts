import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Line drawings on a 24-unit grid, in the colour of the text around them; never read aloud. */
export const drawIcon = (lines: SVGTemplateResult, size: number): TemplateResult =>
  html`<svg
    aria-hidden="true"
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${lines}
  </svg>`;

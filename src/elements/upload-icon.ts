import { svg, type TemplateResult } from 'lit';
import { drawIcon } from './draw-icon.js';

export const uploadIcon = (size = 20): TemplateResult =>
  drawIcon(
    svg`<path d="M12 15.5V4.5M7.5 8.5 12 4l4.5 4.5M4.5 15.5v2.25A2.25 2.25 0 0 0 6.75 20h10.5a2.25 2.25 0 0 0 2.25-2.25V15.5"/>`,
    size,
  );

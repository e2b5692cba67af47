import { svg, type TemplateResult } from 'lit';
import { drawIcon } from './draw-icon.js';

export const playIcon = (size = 20): TemplateResult =>
  drawIcon(
    svg`<path fill="currentColor" d="M8 5.8v12.4a.6.6 0 0 0 .92.5l9.6-6.2a.6.6 0 0 0 0-1L8.92 5.3A.6.6 0 0 0 8 5.8Z"/>`,
    size,
  );
export const pauseIcon = (size = 20): TemplateResult =>
  drawIcon(svg`<path fill="currentColor" d="M7.5 5.5h2v13h-2zM14.5 5.5h2v13h-2z"/>`, size);
export const retryIcon = (size = 20): TemplateResult =>
  drawIcon(svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4"/>`, size);
export const closeIcon = (size = 20): TemplateResult => drawIcon(svg`<path d="m6.5 6.5 11 11m0-11-11 11"/>`, size);
export const videoIcon = (size = 20): TemplateResult =>
  drawIcon(svg`<rect x="3.5" y="6" width="12" height="12" rx="2.5"/><path d="m15.5 10.5 5-2.8v8.6l-5-2.8"/>`, size);
export const audioIcon = (size = 20): TemplateResult =>
  drawIcon(
    svg`<path d="M9 17.5V6.2l10-2v11.3"/><circle cx="6.5" cy="17.5" r="2.5"/><circle cx="16.5" cy="15.5" r="2.5"/>`,
    size,
  );
export const checkIcon = (size = 20): TemplateResult => drawIcon(svg`<path d="m5.5 12.5 4.2 4.2 8.8-9.4"/>`, size);
export const alertIcon = (size = 20): TemplateResult =>
  drawIcon(svg`<path d="M12 8v5M12 16.2v.1"/><circle cx="12" cy="12" r="8.5"/>`, size);
export const chevronIcon = (size = 20): TemplateResult => drawIcon(svg`<path d="m9.5 6 6 6-6 6"/>`, size);

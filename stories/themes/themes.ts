import { html, type TemplateResult } from 'lit';
import admin from './admin.css?raw';
import contrast from './contrast.css?raw';
import plain from './plain.css?raw';
import popcorn from './popcorn.css?raw';

export interface Theme {
  readonly name: string;
  readonly title: string;
  /** As it would stand in a page's own stylesheet. */
  readonly css: string;
  /** Puts it on: one page of stories shows several themes, so each reaches only what is inside. */
  dress(content: unknown): TemplateResult;
}

/** `page`: what a page of that kind has behind everything. */
function theme(name: string, title: string, css: string, page: string): Theme {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.theme-${name} {\n${page}; border-radius: 12px; padding: 16px;\n${css}\n}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return { name, title, css, dress: (content) => html`<div class="theme-${name}">${content}</div>` };
}

/** Four pages that look nothing alike; each is a few lines of CSS. */
export const THEMES: readonly Theme[] = [
  theme('plain', 'Plain', plain, 'background: Canvas; font-family: Georgia, serif'),
  theme('popcorn', 'Popcorn: a rounded brand', popcorn, 'background: light-dark(#ffe3f1, #1c0b21)'),
  theme('admin', 'Dense admin panel', admin, 'background: light-dark(#e9edf1, #0d1115)'),
  theme('contrast', 'High contrast', contrast, 'background: #000; color-scheme: dark'),
];

export const themeOf = (name: string): Theme => THEMES.find((each) => each.name === name) as Theme;

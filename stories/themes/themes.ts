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

function theme(name: string, title: string, css: string): Theme {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.theme-${name} {\n${css}\n}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return { name, title, css, dress: (content) => html`<div class="theme-${name}">${content}</div>` };
}

/** Four pages that look nothing alike; each is a few lines of CSS. */
export const THEMES: readonly Theme[] = [
  theme('plain', 'Plain', plain),
  theme('popcorn', 'Popcorn: a rounded brand', popcorn),
  theme('admin', 'Dense admin panel', admin),
  theme('contrast', 'High contrast', contrast),
];

export const themeOf = (name: string): Theme => THEMES.find((each) => each.name === name) as Theme;

import type { Decorator, Preview } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { LANGUAGES } from '../src/elements/languages.js';
import { THEMES } from '../stories/themes/themes.js';

const nameOf = (tag: string): string => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
type Menus = NonNullable<Preview['globalTypes']>;
type Icon = NonNullable<NonNullable<Menus[string]['toolbar']>['icon']>;

const menu = (title: string, icon: Icon, items: readonly { value: string; title: string }[]) => ({
  description: title,
  toolbar: { title, icon, items: [...items], dynamicTitle: true },
});

/** What a person may put a story into, in the toolbar: the page around an element, never the element itself. */
export const globalTypes = {
  scheme: menu('Colour scheme', 'contrast', [
    { value: 'auto', title: 'Light or dark: as the system' },
    { value: 'light', title: 'Light' },
    { value: 'dark', title: 'Dark' },
  ]),
  language: menu(
    'Language',
    'globe',
    ['en', ...Object.keys(LANGUAGES)].map((tag) => ({ value: tag, title: nameOf(tag) })),
  ),
  direction: menu('Direction', 'transfer', [
    { value: 'auto', title: 'Direction: of the language' },
    { value: 'ltr', title: 'Left to right' },
    { value: 'rtl', title: 'Right to left' },
  ]),
  theme: menu('Theme', 'paintbrush', [
    { value: 'none', title: 'No theme' },
    ...THEMES.map(({ name, title }) => ({ value: name, title })),
  ]),
  width: menu('Width', 'grow', [
    { value: 'full', title: 'Width: all there is' },
    ...['320px', '480px', '680px', '900px'].map((value) => ({ value, title: value })),
  ]),
};

export const initialGlobals = { scheme: 'auto', language: 'en', direction: 'auto', theme: 'none', width: 'full' };

type Surroundings = Readonly<Record<keyof typeof initialGlobals, string>>;

const directionOf = ({ direction, language }: Surroundings): string =>
  direction === 'auto' ? (language === 'ar' ? 'rtl' : '') : direction;

/** A story by itself is the whole page, and the page is what has a language; in the docs each story is framed. */
function dress(element: HTMLElement, globals: Surroundings): void {
  const { scheme, language } = globals;
  element.lang = language;
  element.dir = directionOf(globals);
  element.style.colorScheme = scheme === 'auto' ? 'light dark' : scheme;
}

export const withSurroundings: Decorator = (story, { globals, viewMode }) => {
  const around = { ...initialGlobals, ...globals } as Surroundings;
  const theme = THEMES.find(({ name }) => name === around.theme);
  const themed = theme === undefined ? story() : theme.dress(story());
  const width = around.width === 'full' ? nothing : `max-inline-size: ${around.width}; margin-inline: auto`;
  const sized = html`<div style=${width}>${themed}</div>`;
  if (viewMode !== 'docs') {
    dress(document.documentElement, around);
    return sized;
  }
  const { language, scheme } = around;
  return html`<div
    lang=${language}
    dir=${directionOf(around) || nothing}
    style="color-scheme: ${scheme === 'auto' ? 'light dark' : scheme}; background: Canvas; color: CanvasText; padding: 16px; margin: -30px -20px"
  >
    ${sized}
  </div>`;
};

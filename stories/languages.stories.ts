import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { expect, waitFor } from 'storybook/test';
import { LANGUAGES } from '../src/elements/languages.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { textOf } from '../test/support/seen.js';
import { MANY } from '../test/support/upload-states.js';
import '../src/define.js';

const TAGS = ['en', ...Object.keys(LANGUAGES)];

interface Args {
  lang: string;
  locale: string;
}

/**
 * Each in a chunk of its own, loaded when there is an element in it. An element speaks the language of the nearest `lang`
 * attribute, as that changes; the direction is the page’s, by `dir`.
 */
const meta: Meta<Args> = {
  title: 'Languages/A list',
  component: 'vod-uploader',
  args: { lang: 'en', locale: '' },
  argTypes: {
    lang: { control: 'select', options: TAGS, description: 'Language of the page around' },
    locale: { control: 'text', description: 'Another one than that, such as `de-CH`' },
  },
  render: ({ lang, locale }) => html`
    <div lang=${lang} dir=${lang === 'ar' ? 'rtl' : nothing}>
      <vod-uploader
        multiple
        locale=${locale}
        style="max-inline-size: 680px; margin-inline: auto"
        .uploader=${new FakeUploader(MANY)}
      ></vod-uploader>
    </div>
  `,
};
export default meta;

type Story = StoryObj<Args>;

/** What an element says once its words are here. */
const says = (canvas: HTMLElement, text: string) => waitFor(() => expect(textOf(canvas)).toContain(text));

/** Something in each that the others do not say. */
const SAID: Readonly<Record<string, string>> = {
  en: 'Pause all',
  ar: 'إيقاف الكل مؤقتًا',
  de: 'Alle pausieren',
  es: 'Pausar todo',
  fr: 'Tout mettre en pause',
  hi: 'सभी रोकें',
  ja: 'すべて一時停止',
  ko: '모두 일시중지',
  pt: 'Pausar tudo',
  ru: 'Приостановить все',
  'zh-Hans': '全部暂停',
  'zh-Hant': '全部暫停',
};

const speaking = (lang: string): Story => ({
  args: { lang },
  play: ({ canvasElement }) => says(canvasElement, SAID[lang] ?? ''),
});

export const AnyLanguage: Story = speaking('en');
export const Arabic: Story = speaking('ar');
export const Chinese: Story = speaking('zh-Hans');
export const German: Story = speaking('de');
export const Hindi: Story = speaking('hi');

/** A page that changes its language needs to tell nobody. */
export const ChangedAtRunTime: Story = {
  play: async ({ canvasElement }) => {
    const around = canvasElement.querySelector<HTMLElement>('[lang]')!;
    for (const lang of TAGS.toReversed()) {
      around.lang = lang;
      await says(canvasElement, SAID[lang] ?? lang);
    }
  },
};

import { css, type CSSResult } from 'lit';

/** For sentences: a line breaks between words, not inside one, where a language has no spaces or Korean's. */
export const lineBreaks: CSSResult = css`
  :lang(ko) {
    word-break: keep-all;
  }
  :lang(ja) {
    word-break: auto-phrase;
  }
`;

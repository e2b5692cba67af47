import { css, type CSSResult } from 'lit';

/** For sentences: a line breaks between Korean words, not inside one, and between Japanese phrases where browsers can. */
export const lineBreaks: CSSResult = css`
  :lang(ko) {
    word-break: keep-all;
  }
  :lang(ja) {
    word-break: auto-phrase;
  }
`;

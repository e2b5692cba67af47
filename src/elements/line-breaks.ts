import { css, type CSSResult } from 'lit';

/** For sentences: a line breaks between Korean words, not inside one. */
export const lineBreaks: CSSResult = css`
  :lang(ko) {
    word-break: keep-all;
  }
`;

/** An address in what a person pasted, and where it stands. */
export interface Address {
  readonly url: string;
  /** From 1. */
  readonly line: number;
  /** In characters of the text. */
  readonly start: number;
  readonly end: number;
}

/** A line may have several: one ends where white space comes before the scheme of the next. Other spaces belong to it. */
const BETWEEN = /[,;]?\s+(?=[a-z][a-z\d+.-]*:\/\/)/gi;
/** What a list has around its addresses, in mails and spreadsheets. */
const BEFORE = /^[\s,;<"'“]+/;
const AFTER = /[\s>"'”,;]+$/;

/** One per line, or several. */
export function addressesIn(text: string): readonly Address[] {
  const found: Address[] = [];
  let lineStart = 0;
  for (const [n, line] of text.split('\n').entries()) {
    let start = 0;
    for (const end of [...[...line.matchAll(BETWEEN)].map(({ index }) => index), line.length]) {
      const piece = line.slice(start, end);
      const url = piece.replace(BEFORE, '').replace(AFTER, '');
      const at = lineStart + start + (BEFORE.exec(piece)?.[0].length ?? 0);
      if (url !== '') found.push({ url, line: n + 1, start: at, end: at + url.length });
      start = end;
    }
    lineStart += line.length + 1;
  }
  return found;
}

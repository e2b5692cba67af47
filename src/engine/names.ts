import { extensionOf } from './extension.js';

/** Control characters, and (one by one) the joiners, key caps and tags that are left when an emoji is taken away. */
const INVISIBLE = /\p{Cc}|\u200D|\u20E3|\uFE0F|[\u{E0020}-\u{E007F}]/gu;

/** Characters as VOD counts them: code points. */
export const lengthOf = (text: string): number => [...text].length;

/** Without what VOD refuses and what no title needs. */
const clean = (text: string, refused: RegExp): string =>
  text.replace(new RegExp(refused, 'gu'), ' ').replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();

const shorten = (text: string, most: number): string =>
  lengthOf(text) <= most
    ? text
    : [...text]
        .slice(0, most - 1)
        .join('')
        .trimEnd() + '…';

/** A title made from a file's name: cleaned and shortened, never empty. */
export function titleFrom(name: string, most: number, refused: RegExp): string {
  const extension = extensionOf(name);
  const stem = clean(extension === '' ? name : name.slice(0, -extension.length - 1), refused);
  return shorten(stem === '' ? extension || 'video' : stem, most);
}

const MOST_NAME = 255;

/** The FileName that VOD is told: cleaned, at most 255 characters, with the extension that decides its format. */
export function fileNameFrom(name: string, extension: string, refused: RegExp): string {
  const own = extensionOf(name);
  const stem = clean(own === extension && own !== '' ? name.slice(0, -own.length - 1) : name, refused);
  return `${[...(stem === '' ? 'video' : stem)].slice(0, MOST_NAME - extension.length - 1).join('')}.${extension}`;
}

/** Control characters, and (one by one) the joiners, key caps and tags that are left when an emoji is taken away. */
const INVISIBLE = /\p{Cc}|\u200D|\u20E3|\uFE0F|[\u{E0020}-\u{E007F}]/gu;

/** Characters as VOD counts them: code points. */
export const lengthOf = (text: string): number => [...text].length;

/** Lower case, without the dot; '' where there is none. A leading dot alone names a hidden file, not an extension. */
function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 ? name.slice(dot + 1).toLowerCase() : '';
}

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

/** Extensions for files that come without one (a phone's share sheet, a pasted recording). */
const BY_TYPE: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-matroska': 'mkv',
  'video/x-msvideo': 'avi',
  'video/x-ms-wmv': 'wmv',
  'video/x-flv': 'flv',
  'video/mpeg': 'mpg',
  'video/mp2t': 'ts',
  'video/3gpp': '3gp',
  'video/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/aac': 'aac',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg',
  'audio/webm': 'webm',
  'audio/amr': 'amr',
};

/** The name's own extension, else the one that the MIME type (parameters ignored) stands for, else ''. */
export const effectiveExtension = (file: { name: string; type: string }): string =>
  extensionOf(file.name) || (BY_TYPE[file.type.split(';')[0]!.trim().toLowerCase()] ?? '');

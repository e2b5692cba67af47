import { UploadError, type ErrorCode, type ErrorDetail } from './error.js';
import { effectiveExtension } from './extension.js';
import type { Limits, Settings } from './settings.js';

type FileFacts = Pick<File, 'name' | 'size' | 'type'>;

const refuse = (code: ErrorCode, message: string, values: ErrorDetail['values'] = {}) =>
  new UploadError(code, message, { values });

/** The first reason not to take this file, from what can be known without reading it. */
export function fileFault(file: FileFacts, settings: Settings, limits: Limits): UploadError | undefined {
  const { name, size } = file;
  if (size === 0) return refuse('file-empty', `${name} has 0 bytes`, { name });
  const extension = effectiveExtension(file);
  if (extension === '')
    return refuse('file-no-extension', `${name} has no extension and no known media type`, { name });
  if (extension === 'm3u8') return refuse('file-playlist', `${name} is a playlist without its segments`, { name });
  if (!limits.extensions.includes(extension) || !accepts(settings.accept, file, extension, limits)) {
    return refuse('file-type', `${name}: .${extension} is not taken here`, { name, extension });
  }
  const most = Math.min(settings.maxFileSize, limits.fileSize);
  if (size > most)
    return refuse('file-too-large', `${name}: ${size} bytes are more than ${most}`, { name, size, most });
  if (size < settings.minFileSize) {
    return refuse('file-too-small', `${name}: ${size} bytes are fewer than ${settings.minFileSize}`, {
      name,
      size,
      least: settings.minFileSize,
    });
  }
  return undefined;
}

/** What a browser says of a file that it knows; of the others it says nothing, or what another program means by the name. */
const KNOWN = /^(video|audio|image)\//;

/** The `accept` attribute's rules: `.ext`, `type/subtype`, `type/*`, separated by commas; empty and `*` take all. */
function accepts(accept: string, file: FileFacts, extension: string, { audioExtensions }: Limits): boolean {
  const wishes = accept
    .split(',')
    .map((w) => w.trim().toLowerCase())
    .filter(Boolean);
  if (wishes.length === 0) return true;
  const type = file.type.split(';')[0]!.trim().toLowerCase();
  const kind = KNOWN.test(type) ? type : audioExtensions.includes(extension) ? 'audio/' : 'video/';
  return wishes.some((wish) => {
    if (wish === type || wish === `.${extension}` || wish.startsWith('*')) return true;
    const [start, subtype] = wish.split('/');
    if (!kind.startsWith(`${start}/`)) return false;
    // The same format has several names.
    return subtype === '*' || effectiveExtension({ name: '', type: wish }) === extension;
  });
}

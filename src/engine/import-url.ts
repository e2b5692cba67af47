import { UploadError, type ErrorCode, type ErrorDetail } from './error.js';
import { extensionOf } from './extension.js';

/** A URL that VOD can be asked to fetch. */
export interface ImportUrl {
  /** Encoded once: what was encoded already is left as it is. */
  readonly url: string;
  /** For people: the file's name, without a query, which may be signed. */
  readonly name: string;
  /** Lower case, without dot. */
  readonly extension: string;
}

interface UrlLimits {
  /** Lower case, without dot. */
  readonly extensions: readonly string[];
}

/** Throws an `UploadError`. `extension` is the page's word where the URL's path has no ending that is taken. */
export function readImportUrl(given: string, { extensions }: UrlLimits, extension = ''): ImportUrl {
  const url = parsed(given.trim());
  const name = nameOf(given);
  const refuse = (code: ErrorCode, why: string, values: ErrorDetail['values'] = {}) =>
    new UploadError(code, `${name}: ${why}`, { values: { name, ...values } });
  if (url === undefined) throw refuse('url-invalid', 'is no URL');
  if (!['http:', 'https:'].includes(url.protocol)) throw refuse('url-scheme', 'VOD fetches http and https only');
  // It would be stored with the media, and shown.
  if (url.username !== '' || url.password !== '') throw refuse('url-invalid', 'has a user name or a password in it');
  const own = extensionOf(lastIn(url));
  const found = extensions.includes(own) ? own : extension.toLowerCase() || own;
  if (found === '') throw refuse('url-no-extension', 'has no file extension, so VOD cannot tell what it is');
  // Its segments are other files, which nobody would fetch.
  if (found === 'm3u8') throw refuse('file-playlist', 'is a playlist');
  if (!extensions.includes(found)) throw refuse('file-type', `.${found} is not taken here`, { extension: found });
  url.hash = '';
  return { url: url.href, name: nameIn(url), extension: found };
}

/** What may be shown of it, be it a URL or not. */
export function nameOf(given: string): string {
  const url = parsed(given.trim());
  return url === undefined ? given.replace(/[?#].*$/s, '').slice(0, 80) : nameIn(url);
}

const nameIn = (url: URL): string => lastIn(url) || url.host;

/** The last word of its path, as people read it. */
function lastIn({ pathname }: URL): string {
  const last = pathname.split('/').findLast((segment) => segment !== '') ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function parsed(given: string): URL | undefined {
  try {
    return new URL(given);
  } catch {
    return undefined;
  }
}

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

/** What a person pasted: one per line. Spaces belong to the URL. */
export const urlsOf = (text: string): readonly string[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Throws an `UploadError`. `extension` is the page's word where the URL has none. */
export function readImportUrl(given: string, { extensions }: UrlLimits, extension = ''): ImportUrl {
  const url = parsed(given.trim());
  const name = nameOf(given);
  const refuse = (code: ErrorCode, why: string, values: ErrorDetail['values'] = {}) =>
    new UploadError(code, `${name}: ${why}`, { values: { name, ...values } });
  if (url === undefined) throw refuse('url-invalid', 'is no URL');
  if (!['http:', 'https:'].includes(url.protocol)) throw refuse('url-scheme', 'VOD fetches http and https only');
  // It would be stored with the media, and shown.
  if (url.username !== '' || url.password !== '') throw refuse('url-invalid', 'has a user name or a password in it');
  const found = extension.toLowerCase() || extensionOf(nameIn(url));
  if (found === '') throw refuse('url-no-extension', 'has no file extension, so VOD cannot tell what it is');
  if (found === 'm3u8' || !extensions.includes(found))
    throw refuse('file-type', `.${found} is not taken here`, { extension: found });
  url.hash = '';
  return { url: url.href, name: nameIn(url), extension: found };
}

/** What may be shown of it, be it a URL or not. */
export function nameOf(given: string): string {
  const url = parsed(given.trim());
  return url === undefined ? given.replace(/[?#].*$/s, '').slice(0, 80) : nameIn(url);
}

function nameIn({ pathname, host }: URL): string {
  const last = pathname.split('/').findLast((segment) => segment !== '') ?? '';
  try {
    return decodeURIComponent(last) || host;
  } catch {
    return last || host;
  }
}

function parsed(given: string): URL | undefined {
  try {
    return new URL(given);
  } catch {
    return undefined;
  }
}

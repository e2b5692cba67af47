import type { Rejection } from './admit.js';
import type { Entry } from './entry.js';
import { UploadError } from './error.js';
import { importMetadata, pageOf, type ImportInput, type UrlSource } from './import-metadata.js';
import { nameOf, readImportUrl } from './import-url.js';
import type { Limits, Settings } from './settings.js';
import { isOver } from './state.js';

export interface AddUrlOptions {
  /**
   * Said of all of them, or of each by a function of what was given, over what the page says of every upload. The function
   * is asked when an address is checked and again when it is taken.
   */
  readonly metadata?: ImportInput | ((url: string) => ImportInput);
  /** Without dot: of those whose path has no ending that VOD knows. */
  readonly fileExtension?: string;
}

/** An address that does not become an import. Its name never has a query in it, which may be a signature. */
export interface UrlRejection extends Rejection {
  /** Its place among those that were given, from 0. */
  readonly at: number;
}

interface Admission<T> {
  readonly entries: readonly Entry[];
  readonly settings: Settings;
  readonly limits: Limits;
  readonly options: AddUrlOptions;
  create(source: UrlSource): T;
}

/** Which of these URLs become imports, and why the others do not. */
export function admitUrls<T>(
  urls: Iterable<string>,
  { entries, settings, limits, options, create }: Admission<T>,
): { added: T[]; rejected: UrlRejection[] } {
  const added: T[] = [];
  const rejected: UrlRejection[] = [];
  const listed = new Set(entries.flatMap((entry) => (isOver(entry.state) ? [] : entry.names)));
  /** Of those that were taken just now, by their places. */
  const taken = new Map<string, number>();
  const room = settings.maxFiles - entries.filter(({ state }) => state.phase !== 'canceled').length;
  for (const [at, given] of [...urls].entries()) {
    try {
      const source = sourceOf(given, options, limits);
      importMetadata(source, pageOf(source, settings), limits);
      const { url, name } = source;
      const first = taken.get(url);
      if (first !== undefined || listed.has(url))
        throw new UploadError('url-duplicate', `${name} is already in the list`, {
          values: { name, ...(first !== undefined && { first }) },
        });
      if (taken.size >= room)
        throw new UploadError('too-many-files', `At most ${settings.maxFiles} files`, {
          values: { name, most: settings.maxFiles },
        });
      added.push(create(source));
      taken.set(url, at);
    } catch (thrown) {
      rejected.push({ name: nameOf(given), error: UploadError.from(thrown), at });
    }
  }
  return { added, rejected };
}

function sourceOf(given: string, { metadata = {}, fileExtension = '' }: AddUrlOptions, limits: Limits): UrlSource {
  const own = typeof metadata === 'function' ? said(metadata, given) : metadata;
  return { ...readImportUrl(given, limits, own.fileExtension ?? fileExtension), metadata: own };
}

/** The page's own function may fail; what it was asked may be signed and is not repeated. */
function said(metadata: (url: string) => ImportInput, given: string): ImportInput {
  try {
    return metadata(given) ?? {};
  } catch (cause) {
    throw new UploadError('metadata-failed', `The page's metadata function failed for ${nameOf(given)}`, {}, { cause });
  }
}

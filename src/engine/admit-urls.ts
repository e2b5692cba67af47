import type { Rejection } from './admit.js';
import type { Entry } from './entry.js';
import { UploadError } from './error.js';
import { nameOf, readImportUrl, type ImportUrl } from './import-url.js';
import type { Limits, MetadataInput, Settings } from './settings.js';
import { isOver } from './state.js';

export interface AddUrlOptions {
  /** Said of all of them, or of each, over what the page says of every upload. */
  readonly metadata?: MetadataInput | ((url: string) => MetadataInput);
  /** Lower case, without dot: of those whose path has none. */
  readonly fileExtension?: string;
}

interface Admission {
  readonly entries: readonly Entry[];
  readonly settings: Settings;
  readonly limits: Limits;
  readonly options: AddUrlOptions;
  create(source: ImportUrl & { readonly metadata: MetadataInput }): Entry;
}

/** Which of these URLs become imports, and why the others do not. */
export function admitUrls(
  urls: Iterable<string>,
  { entries, settings: { maxFiles }, limits, options, create }: Admission,
): { added: Entry[]; rejected: Rejection[] } {
  const { metadata = {}, fileExtension } = options;
  const added: Entry[] = [];
  const rejected: Rejection[] = [];
  const known = new Set(entries.flatMap((entry) => (isOver(entry.state) ? [] : entry.names)));
  let count = entries.filter(({ state }) => state.phase !== 'canceled').length;
  for (const given of urls) {
    try {
      const source = readImportUrl(given, limits, fileExtension);
      const { url, name } = source;
      if (known.has(url))
        throw new UploadError('url-duplicate', `${name} is already in the list`, { values: { name } });
      if (count >= maxFiles)
        throw new UploadError('too-many-files', `At most ${maxFiles} files`, { values: { name, most: maxFiles } });
      added.push(create({ ...source, metadata: typeof metadata === 'function' ? metadata(given) : metadata }));
      known.add(url);
      count += 1;
    } catch (thrown) {
      rejected.push({ name: nameOf(given), error: UploadError.from(thrown) });
    }
  }
  return { added, rejected };
}

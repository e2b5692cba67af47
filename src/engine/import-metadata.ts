import type { ImportMetadata } from './import-job.js';
import type { ImportUrl } from './import-url.js';
import { buildWritten } from './metadata.js';
import { titleFrom } from './names.js';
import type { Limits, MetadataInput, Settings, WithCover } from './settings.js';

/** A URL that becomes an import, and what is said of it. */
export type UrlSource = ImportUrl & { readonly metadata: ImportInput };

/** What a page or a person may say about a file that VOD fetches by itself. */
export interface ImportInput extends MetadataInput {
  /** Without dot: where the URL's path has no ending that VOD knows. */
  readonly fileExtension?: string;
}

/** What the page says of it: of all uploads, and nearer, of this one. */
export function pageOf({ metadata: own }: UrlSource, { metadata: forAll }: Settings): ImportInput {
  // A function wants a file, and there is none here.
  return { ...(typeof forAll === 'function' ? {} : forAll), ...own };
}

/** What VOD is told. Throws an `UploadError`. */
export function importMetadata(
  { name, extension }: ImportUrl,
  { fileExtension: _, ...said }: ImportInput,
  limits: Limits,
): ImportMetadata & WithCover {
  const written = buildWritten(said, limits);
  return {
    ...written,
    title: written.title ?? titleFrom(name, limits.title, limits.refused),
    ...(name.toLowerCase().endsWith(`.${extension}`) ? {} : { fileExtension: extension }),
  };
}

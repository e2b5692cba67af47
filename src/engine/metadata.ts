import { effectiveExtension } from './extension.js';
import { faultsOf, given, tagsOf } from './metadata-faults.js';
import { fileNameFrom, titleFrom } from './names.js';
import type { Metadata } from './ports.js';
import type { Limits, MetadataInput, WithCover } from './settings.js';

/**
 * What VOD will be told. What a person or page wrote is refused with a reason (an `UploadError` is thrown); what comes
 * from the file's name is cleaned and shortened instead.
 */
export function buildMetadata(
  file: Pick<File, 'name' | 'size' | 'type'>,
  input: MetadataInput,
  limits: Limits,
): Metadata & WithCover {
  const { title = titleFrom(file.name, limits.title, limits.refused), ...written } = buildWritten(input, limits);
  return {
    ...written,
    title,
    fileName: fileNameFrom(file.name, effectiveExtension(file), limits.refused),
    fileSize: file.size,
  };
}

/** What a person or page wrote, checked. Throws an `UploadError`. */
export function buildWritten(input: MetadataInput, limits: Limits): MetadataInput {
  const [fault] = Object.values(faultsOf(input, limits));
  if (fault !== undefined) throw fault;
  const title = given(input.title);
  const tags = tagsOf(input.tags);
  const { title: _, tags: __, ...others } = defined(input);
  return { ...others, ...(title !== undefined && { title }), ...(tags.length > 0 && { tags }) };
}

/** Empty attributes say nothing. */
function defined(input: MetadataInput): MetadataInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== ''));
}

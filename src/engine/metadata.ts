import { UploadError, type ErrorCode, type ErrorDetail } from './error.js';
import { effectiveExtension } from './extension.js';
import { fileNameFrom, lengthOf, titleFrom } from './names.js';
import type { Metadata } from './ports.js';
import type { Limits, MetadataInput } from './settings.js';

const refuse = (code: ErrorCode, message: string, values: ErrorDetail['values'] = {}) =>
  new UploadError(code, message, { values });

/**
 * What VOD will be told. What a person or page wrote is refused with a reason (an `UploadError` is thrown); what comes
 * from the file's name is cleaned and shortened instead.
 */
export function buildMetadata(
  file: Pick<File, 'name' | 'size' | 'type'>,
  input: MetadataInput,
  limits: Limits,
): Metadata {
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
  const title = given(input.title);
  if (title !== undefined) checkText('title', title, limits);
  const description = given(input.description);
  if (description !== undefined) checkText('description', description, limits);
  const tags = checkTags(input.tags, limits);
  const referenceId = given(input.referenceId);
  if (referenceId !== undefined && !limits.referenceId.test(referenceId)) {
    throw refuse('reference-id-invalid', `ReferenceId "${referenceId}" must be 6 to 64 of A-Z a-z 0-9 _ -`, {
      referenceId,
    });
  }
  if (input.extend !== undefined) {
    const bytes = new TextEncoder().encode(JSON.stringify(input.extend)).length;
    if (bytes > limits.extendBytes) {
      throw refuse('extend-too-long', `extend takes ${bytes} bytes as JSON, at most ${limits.extendBytes}`, {
        most: limits.extendBytes,
      });
    }
  }
  const { title: _, tags: __, ...others } = defined(input);
  return { ...others, ...(title !== undefined && { title }), ...(tags !== undefined && { tags }) };
}

function checkText(field: 'title' | 'description', text: string, limits: Limits): void {
  const most = limits[field];
  const length = lengthOf(text);
  if (length > most)
    throw refuse(`${field}-too-long`, `The ${field} has ${length} characters, at most ${most}`, { length, most });
  if (limits.refused.test(text)) throw refuse(`${field}-characters`, `The ${field} has emoji, which VOD refuses`);
}

function checkTags(input: readonly string[] | undefined, limits: Limits): readonly string[] | undefined {
  if (input === undefined) return undefined;
  // A comma inside a tag would split it on the wire, so it is split here, where it is counted.
  const tags = input
    .flatMap((tag) => tag.split(','))
    .map((tag) => tag.trim())
    .filter(Boolean);
  if (tags.length > limits.tags)
    throw refuse('too-many-tags', `${tags.length} tags, at most ${limits.tags}`, {
      count: tags.length,
      most: limits.tags,
    });
  for (const tag of tags) {
    if (lengthOf(tag) > limits.tag)
      throw refuse('tag-too-long', `The tag "${tag}" is longer than ${limits.tag} characters`, {
        tag,
        most: limits.tag,
      });
    if (limits.refused.test(tag))
      throw refuse('tag-characters', `The tag "${tag}" has emoji, which VOD refuses`, { tag });
  }
  return tags.length > 0 ? tags : undefined;
}

const given = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim();

/** Empty attributes say nothing. */
function defined(input: MetadataInput): MetadataInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined && value !== ''));
}

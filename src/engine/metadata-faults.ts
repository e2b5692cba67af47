import { UploadError, type ErrorCode, type ErrorDetail } from './error.js';
import { lengthOf } from './names.js';
import type { Limits, MetadataInput } from './settings.js';
import type { UploadState } from './state.js';

/** What is wrong, by field. */
export type MetadataFaults = { readonly [Field in keyof MetadataInput]?: UploadError };

/** All that was said of an upload: the page's words, and a person's over them. */
export const saidOf = ({ described }: Pick<UploadState, 'described'>): MetadataInput => ({
  ...described?.page,
  ...described?.person,
});

/**
 * What VOD would refuse of what a page or a person wrote; empty where all is well. The same for a form that checks as
 * one types and for the upload that is about to ask VOD.
 */
export function faultsOf(input: MetadataInput, limits: Limits): MetadataFaults {
  const faults: MetadataFaults = {
    title: textFault('title', input.title, limits),
    description: textFault('description', input.description, limits),
    tags: tagsFault(tagsOf(input.tags), limits),
    referenceId: referenceIdFault(given(input.referenceId), limits),
    extend: extendFault(input.extend, limits),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));
}

/** Without the spaces around it; undefined where it says nothing. */
export const given = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** A comma inside a tag would split it on the wire, so it is split here, where it is counted. */
export const tagsOf = (input: readonly string[] = []): readonly string[] =>
  input
    .flatMap((tag) => tag.split(','))
    .map((tag) => tag.trim())
    .filter(Boolean);

const fault = (
  field: ErrorDetail['field'],
  code: ErrorCode,
  message: string,
  values: ErrorDetail['values'] = {},
): UploadError => new UploadError(code, message, { field, values });

function textFault(field: 'title' | 'description', written: string | undefined, limits: Limits) {
  const text = given(written) ?? '';
  const most = limits[field];
  const length = lengthOf(text);
  if (length > most)
    return fault(field, `${field}-too-long`, `The ${field} has ${length} characters, at most ${most}`, {
      length,
      most,
    });
  if (limits.refused.test(text))
    return fault(field, `${field}-characters`, `The ${field} has emoji, which VOD refuses`);
  return undefined;
}

function tagsFault(tags: readonly string[], limits: Limits): UploadError | undefined {
  const [count, most] = [tags.length, limits.tags];
  if (count > most) return fault('tags', 'too-many-tags', `${count} tags, at most ${most}`, { count, most });
  for (const tag of tags) {
    if (lengthOf(tag) > limits.tag)
      return fault('tags', 'tag-too-long', `The tag "${tag}" is longer than ${limits.tag} characters`, {
        tag,
        most: limits.tag,
      });
    if (limits.refused.test(tag))
      return fault('tags', 'tag-characters', `The tag "${tag}" has emoji, which VOD refuses`, { tag });
  }
  return undefined;
}

function referenceIdFault(referenceId: string | undefined, limits: Limits): UploadError | undefined {
  if (referenceId === undefined || limits.referenceId.test(referenceId)) return undefined;
  const message = `ReferenceId "${referenceId}" must be 6 to 64 of A-Z a-z 0-9 _ -`;
  return fault('referenceId', 'reference-id-invalid', message, { referenceId });
}

function extendFault(extend: unknown, limits: Limits): UploadError | undefined {
  if (extend === undefined) return undefined;
  const most = limits.extendBytes;
  const bytes = new TextEncoder().encode(JSON.stringify(extend)).length;
  if (bytes <= most) return undefined;
  return fault('extend', 'extend-too-long', `extend takes ${bytes} bytes as JSON, at most ${most}`, { most });
}

import { UploadError } from '../engine/error.js';
import { faultsOf, given, saidOf, tagsOf } from '../engine/metadata-faults.js';
import type { Limits } from '../engine/settings.js';
import type { UploadState } from '../engine/state.js';
import { errorText } from './describe.js';
import type { Wording } from './wording.js';

/** In the order of the form. */
export const FIELDS = ['title', 'description', 'tags', 'cateId'] as const;
export type Field = (typeof FIELDS)[number];
export type Faults = { readonly [F in Field]?: UploadError };

/** What stands in the fields of an upload's form. */
export interface Draft {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly cateId: number | undefined;
}

/** The person's words, else the page's, else what the file's name says. */
export function draftOf(upload: UploadState): Draft {
  const { person, page } = upload.described ?? {};
  const { description = '', tags, cateId } = saidOf(upload);
  return { title: person?.title ?? given(page?.title) ?? upload.title ?? '', description, tags: tagsOf(tags), cateId };
}

/** What would be refused, by the checks of the upload itself; and a title that was emptied. */
export function draftFaults(upload: UploadState, limits: Limits): Faults {
  const { title, description, tags } = faultsOf(saidOf(upload), limits);
  const emptied = upload.described?.person?.title?.trim() === '';
  const empty = emptied ? new UploadError('title-empty', 'The title is empty', { field: 'title' }) : undefined;
  const faults: Faults = { title: title ?? empty, description, tags };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined));
}

/** The service's word on a field of the form. */
export function refusal(upload: UploadState | undefined): UploadError | undefined {
  if (upload?.phase !== 'failed' || upload.error.detail.serviceCode === undefined) return undefined;
  return FIELDS.some((field) => field === upload.error.detail.field) ? upload.error : undefined;
}

/** What is wrong, beside the field that it is about: shorter than in a row, where nothing else says it. */
export function faultText(fault: UploadError, wording: Wording): string {
  const { code, detail } = fault;
  const { length = 0, count = length, most = 0 } = detail.values ?? {};
  const number = new Intl.NumberFormat(wording.locale);
  const values = {
    ...detail.values,
    over: number.format(Number(count) - Number(most)),
    most: number.format(Number(most)),
  };
  if (detail.serviceCode !== undefined) return errorText(fault, wording);
  if (code === 'title-empty' || code === 'tag-too-long' || code === 'tag-characters')
    return wording.say(`fault.${code}`, values);
  if (code === 'too-many-tags') return wording.say('fault.too-many', values);
  if (code.endsWith('-too-long')) return wording.say('fault.too-long', values);
  return code.endsWith('-characters') ? wording.say('fault.characters') : errorText(fault, wording);
}

import { UploadError, type ErrorCode, type ErrorDetail } from '../engine/error.js';
import type { Metadata } from '../engine/ports.js';
import { CREATING_ACTIONS, type Action } from './protocol.js';
import { LIMITS } from './protocol-limits.js';

/** What an answer to a create says of one of its parameters. */
interface ParameterFault {
  readonly code: ErrorCode;
  readonly field: keyof Metadata;
  readonly values: NonNullable<ErrorDetail['values']>;
}

/** Each by the API's name, and by how codes and messages spell it. */
const PARAMETERS: readonly (readonly [field: keyof Metadata, name: string, spelt: RegExp])[] = [
  ['title', 'Title', /title/i],
  ['description', 'Description', /description/i],
  ['tags', 'Tags', /\b[Tt]ag|[a-z]Tag/],
  ['fileName', 'FileName', /file ?name/i],
  ['fileSize', 'FileSize', /file ?size/i],
  ['cateId', 'CateId', /cate(id|gory)/i],
  ['templateGroupId', 'TemplateGroupId', /template/i],
  ['workflowId', 'WorkflowId', /work ?flow/i],
  ['storageLocation', 'StorageLocation', /storage/i],
  ['appId', 'AppId', /[Aa]pp ?[Ii][Dd]|InvalidApp\b/],
  ['referenceId', 'ReferenceId', /reference/i],
  ['coverUrl', 'CoverURL', /cover/i],
  ['extend', 'UserData', /user ?data|\bextend\b/i],
];

/** Which parameter VOD does not like, where it says so; undefined where that could be any of several. */
export function parameterFault(
  action: Action,
  { code = '', message = '' }: { readonly code?: string; readonly message?: string },
): ParameterFault | undefined {
  const spelt = namedIn(code) ?? namedIn(message);
  if (!CREATING_ACTIONS.includes(action) || spelt === undefined || !isAboutParameter(code)) return undefined;
  const [field, parameter] = spelt;
  const values = { parameter };
  if (field === 'fileName' && code.endsWith('.Extension')) return { code: 'file-type', field, values };
  if (field === 'title' || field === 'description' || field === 'tags') return textFault(field, code, values);
  return { code: field === 'cateId' ? 'category-unknown' : 'parameter-refused', field, values };
}

const namedIn = (text: string) => {
  const [first, ...others] = PARAMETERS.filter(([, , spelt]) => spelt.test(text));
  return others.length > 0 ? undefined : first;
};

/** `InvalidStorage.NotFound`, `TagsExceededMax`, `IllegalCharacters` …, but not `Forbidden…` and `QuotaExceeded.Storage`. */
const isAboutParameter = (code: string): boolean => /^(Invalid|Missing|Illegal|Length)|ExceededMax$/.test(code);

function textFault(
  field: 'title' | 'description' | 'tags',
  code: string,
  values: ParameterFault['values'],
): ParameterFault {
  const word = field === 'tags' ? 'tag' : field;
  if (code === 'TagsExceededMax') return { code: 'too-many-tags', field, values: { most: LIMITS.tags } };
  if (/Exceed/.test(code)) return { code: `${word}-too-long`, field, values: { most: LIMITS[word] } };
  if (/Characters/.test(code)) return { code: `${word}-characters`, field, values: {} };
  return { code: 'text-refused', field, values };
}

/** VOD does not say which extension it will not have. */
export function namingExtension(thrown: unknown, fileName: string): unknown {
  if (!(thrown instanceof UploadError) || thrown.code !== 'file-type') return thrown;
  const { code, message, detail } = thrown;
  const extension = fileName.split('.').at(-1) ?? '';
  return new UploadError(code, message, { ...detail, values: { ...detail.values, extension } });
}

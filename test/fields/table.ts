/** One action of the API, as its document lists it, and where each of its fields is in the library. */
export interface FieldTable {
  readonly service: string;
  /** As in the emulator's log. */
  readonly op: string;
  /** Which edition of the document. */
  readonly document: string;
  /** What `reads` begins at, in an upload's state. */
  readonly root: string;
  readonly request: readonly RequestField[];
  readonly response: readonly ResponseField[];
}

export interface RequestField {
  readonly name: string;
  readonly type: string;
  readonly required?: true;
  /** Of `<vod-uploader>`. */
  readonly attribute?: string;
  /** Key of `.metadata`. */
  readonly metadata?: string;
  /** Method of `createVodBackend()` that sends it. */
  readonly by?: 'report' | 'findByReference' | 'reportImports' | 'findImports';
  readonly given?: unknown;
  /** As the service gets it. */
  readonly sent: string;
  readonly note?: string;
}

export interface ResponseField {
  /** `MediaInfos[].MezzanineInfo.Fps`. */
  readonly path: string;
  readonly type: string;
  /** As the docs show it, where that is not what `reads` names. */
  readonly place?: string;
  /** What the service is made to say, unlike anything that it would say by itself. */
  readonly answer: unknown;
  /** Where the library has it, and as what. */
  readonly reads: Readonly<Record<string, unknown>>;
  /** Asked for, beside the media or job that there is. */
  readonly of?: string;
  readonly by?: 'findByReference';
  readonly note?: string;
}

export const TABLES = [
  'CreateUploadVideo',
  'GetUploadDetails',
  'BatchGetMediaInfos',
  'GetURLUploadInfos',
  'ims.GetUrlUploadInfos',
];

/** The lists that hold one entry for each media or job. */
const ENTRIES = /^(MediaInfos|UploadDetails|URLUploadInfoList)\[\]\./;

/** One that holds others. */
export const isHolder = ({ type }: ResponseField): boolean => type.startsWith('object');

/** What the emulator is told, so that the entry of `id` (or, with a place, that one) says it. */
export function overlayFor({ op }: FieldTable, { path, answer }: ResponseField, where: { id: string } | 'first') {
  const inner = path.replace(ENTRIES, '');
  const list = path.length === inner.length ? undefined : path.slice(0, path.indexOf('['));
  const field = inner.replace(/\[\]$/, '').replaceAll('[]', '[0]');
  if (list === undefined) return { op, values: { [field]: answer } };
  if (where === 'first') return { op, values: { [`${list}[0].${field}`]: answer } };
  return { op, of: where.id, values: { [field]: answer } };
}

/** `media.streams[0].fps`; '' is the whole. */
export const valueAt = (root: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], root);

/** Everything of `reads` that is there, under the same names. */
export const seen = (root: unknown, { reads }: ResponseField): Record<string, unknown> =>
  Object.fromEntries(Object.keys(reads).map((path) => [path, valueAt(root, path)]));

/** `${id}` and the like, wherever they stand. */
export function filled<T>(value: T, words: Readonly<Record<string, string>>): T {
  const json = Object.entries(words).reduce(
    (text, [name, word]) => text.replaceAll(`\${${name}}`, word),
    JSON.stringify(value),
  );
  return JSON.parse(json) as T;
}

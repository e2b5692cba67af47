/**
 * Tolerant readers. The API's documents, its own samples, its SDKs and the backends in between disagree on spelling,
 * wrapping and types; each reader takes every form that has been seen and gives one.
 */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fold = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();

/** A field by the API's name, however its case is: the TypeScript SDK says `coverURL`, others `coverUrl`, `cover_url`. */
export function field(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  const folded = fold(name);
  const key = Object.keys(fields).find((each) => fold(each) === folded);
  return key === undefined ? undefined : fields[key];
}

const WRAPPERS = ['data', 'body', 'result', 'response'];

/**
 * The object that has one of `names`, also below `{data}`, `{body}` and the like, or as JSON in a string. An object with
 * nothing but a RequestId is an empty reply: the API used to leave empty lists out.
 */
export function unwrap(value: unknown, names: readonly string[], depth = 3): Fields | undefined {
  const fields = typeof value === 'string' ? parseJson(value) : value;
  if (!isFields(fields)) return undefined;
  if (names.some((name) => field(fields, name) !== undefined)) return fields;
  if (depth > 0) {
    for (const name of [...WRAPPERS, ...Object.keys(fields).filter((key) => key.endsWith('Response'))]) {
      const inner = unwrap(field(fields, name), names, depth - 1);
      if (inner) return inner;
    }
  }
  return field(fields, 'RequestId') === undefined ? undefined : fields;
}

/** Without the fields that are not there. */
export const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** JSON or nothing: the documents' own `UserData` does not parse. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Trimmed (samples end in a line break); '' is nothing. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() || undefined;
}

/** A number or a number as string. `''`, `null` and what the SDK makes of them (`NaN`) are nothing. */
export function number(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

/** A number that counts something. */
export function amount(value: unknown): number | undefined {
  const read = number(value);
  return read !== undefined && read >= 0 ? read : undefined;
}

/** Objects of a list: an array, a list wrapped as `{PlayInfo: […]}`, one object alone, JSON in a string. */
export function rows(value: unknown): readonly Fields[] {
  if (typeof value === 'string') return rows(parseJson(value));
  if (Array.isArray(value)) return value.flatMap((each) => (isFields(each) ? [each] : []));
  if (!isFields(value)) return [];
  const inner = onlyArray(value);
  return inner ? rows(inner) : [value];
}

/**
 * Strings of a list: an array, a bare string, JSON in a string or in the one element of an array, also with single
 * quotes or cut off (`,...]`), as the documents show it.
 */
export function texts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => texts(each));
  if (isFields(value)) return texts(onlyArray(value));
  const read = text(value);
  if (read === undefined) return [];
  if (!read.startsWith('[')) return [read];
  const parsed = parseJson(read);
  if (Array.isArray(parsed)) return texts(parsed);
  const quoted = [...read.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].flatMap(
    ([, double, single]) => double ?? single ?? [],
  );
  return quoted.length > 0 ? quoted : splitIds(read.replace(/^\[|\]$/g, ''));
}

/** Ids of a list: as `texts`, and a comma separates too. Not for URLs, which may contain one. */
export const ids = (value: unknown): readonly string[] => texts(value).flatMap(splitIds);

const splitIds = (list: string): readonly string[] =>
  list
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);

function onlyArray(fields: Fields): readonly unknown[] | undefined {
  const values = Object.values(fields);
  return values.length === 1 && Array.isArray(values[0]) ? (values[0] as unknown[]) : undefined;
}

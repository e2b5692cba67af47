import { AUDIO_EXTENSIONS, EMOJI, LIMITS, VIDEO_EXTENSIONS } from '../vod/protocol-limits.js';
import { Refusal } from './refusal.js';

/** Reads one parameter; throws a Refusal in the API's own codes. */
export type Rule = (value: unknown, name: string) => string | number;

const invalid = (name: string, why: string): Refusal => new Refusal(400, 'InvalidParameter', `${name} ${why}.`);

/** Characters as people count them: code points, not UTF-16 units. */
const lengthOf = (text: string): number => [...text].length;

export const text =
  (max: number): Rule =>
  (value, name) => {
    if (typeof value !== 'string') throw invalid(name, 'must be a string');
    if (lengthOf(value) > max) throw new Refusal(400, 'LengthExceededMax', `${name} has more than ${max} characters.`);
    return value;
  };

export const written =
  (max: number): Rule =>
  (value, name) => {
    const read = text(max)(value, name);
    if (EMOJI.test(String(read))) throw new Refusal(400, 'IllegalCharacters', `${name} contains an emoji.`);
    return read;
  };

export const integer =
  (min: number, max: number): Rule =>
  (value, name) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw invalid(name, 'must be an integer');
    if (number < min || number > max) throw invalid(name, `must be from ${min} to ${max}`);
    return number;
  };

export const oneOf =
  (...allowed: string[]): Rule =>
  (value, name) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      throw invalid(name, `must be one of ${allowed.join(', ')}`);
    return value;
  };

export const matching =
  (pattern: RegExp, why: string): Rule =>
  (value, name) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw invalid(name, why);
    return value;
  };

export const fileName: Rule = (value, name) => {
  const read = String(text(1024)(value, name));
  const extension = /\.([^./\\]+)$/.exec(read)?.[1]?.toLowerCase() ?? '';
  if (VIDEO_EXTENSIONS.includes(extension) || AUDIO_EXTENSIONS.includes(extension)) return read;
  throw new Refusal(400, 'InvalidFileName.Extension', "The specified FileName's extension is illegal.");
};

export const tags: Rule = (value, name) => {
  const list = String(written(LIMITS.tags * (LIMITS.tag + 2))(value, name)).split(',');
  if (list.length > LIMITS.tags)
    throw new Refusal(400, 'TagsExceededMax', `${name} has more than ${LIMITS.tags} tags.`);
  for (const tag of list) text(LIMITS.tag)(tag.trim(), 'A tag');
  return list.join(',');
};

export const id: Rule = matching(/^[\w-]{1,64}$/, 'is not a media id');

/** What commas separate, at least one, in so many characters at most. */
function listed(longest: number, value: unknown, name: string): readonly string[] {
  const list = String(text(longest)(value, name))
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  if (list.length === 0) throw new Refusal(400, 'MissingParameter', `${name} is empty.`);
  return list;
}

/** Comma separated. */
export const ids =
  (most: number): Rule =>
  (value, name) => {
    const list = listed(most * 66, value, name);
    if (list.length > most) throw new Refusal(400, `LimitExceeded.${name}`, `${name} has more than ${most} ids.`);
    return list.map((each) => id(each, `An id of ${name}`)).join(',');
  };

const HTTP_URL = /^https?:\/\/\S{1,2048}$/i;

export const httpUrl: Rule = matching(HTTP_URL, 'is not an http(s) URL');

/** What is said of a media besides its title, whether its file is sent or fetched. */
export const OF_A_MEDIA: Readonly<Record<string, Rule>> = {
  Description: written(LIMITS.description),
  CoverURL: httpUrl,
  CateId: integer(-1, Number.MAX_SAFE_INTEGER),
  Tags: tags,
  TemplateGroupId: text(128),
  WorkflowId: text(128),
};

/** Of a file that is to be fetched: a space in it, as the documents' own samples have it, is not encoded a second time. */
const SOURCE_URL = /^https?:\/\/[^\s/][^\p{Cc}]{0,2047}$/iu;

export const sourceUrl: Rule = matching(SOURCE_URL, 'is not an http(s) URL');

/** Each encoded, comma separated. */
export const urls =
  (most: number): Rule =>
  (value, name) => {
    const list = listed(most * 8192, value, name);
    if (list.length > most) throw invalid(name, `has more than ${most} URLs`);
    for (const each of list) {
      if (!SOURCE_URL.test(decoded(each) ?? ''))
        throw invalid(name, 'has something that is not an encoded http(s) URL');
    }
    return list.join(',');
  };

function decoded(url: string): string | undefined {
  try {
    return decodeURIComponent(url);
  } catch {
    return undefined;
  }
}

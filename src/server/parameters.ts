import {
  AUDIO_EXTENSIONS,
  EMOJI,
  LIMITS,
  REFERENCE_ID,
  VIDEO_EXTENSIONS,
  type Action,
  type CreateUploadVideoRequest,
} from '../vod/protocol.js';
import type { Params } from './client.js';
import { Refusal } from './refusal.js';

/** Reads one parameter; throws a Refusal in the API's own codes. */
type Rule = (value: unknown, name: string) => string | number;

const invalid = (name: string, why: string): Refusal => new Refusal(400, 'InvalidParameter', `${name} ${why}.`);

/** Characters as people count them: code points, not UTF-16 units. */
const lengthOf = (text: string): number => [...text].length;

const text =
  (max: number): Rule =>
  (value, name) => {
    if (typeof value !== 'string') throw invalid(name, 'must be a string');
    if (lengthOf(value) > max) throw new Refusal(400, 'LengthExceededMax', `${name} has more than ${max} characters.`);
    return value;
  };

const written =
  (max: number): Rule =>
  (value, name) => {
    const read = text(max)(value, name);
    if (EMOJI.test(String(read))) throw new Refusal(400, 'IllegalCharacters', `${name} contains an emoji.`);
    return read;
  };

const integer =
  (min: number, max: number): Rule =>
  (value, name) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw invalid(name, 'must be an integer');
    if (number < min || number > max) throw invalid(name, `must be from ${min} to ${max}`);
    return number;
  };

const oneOf =
  (...allowed: string[]): Rule =>
  (value, name) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      throw invalid(name, `must be one of ${allowed.join(', ')}`);
    return value;
  };

const matching =
  (pattern: RegExp, why: string): Rule =>
  (value, name) => {
    if (typeof value !== 'string' || !pattern.test(value)) throw invalid(name, why);
    return value;
  };

const fileName: Rule = (value, name) => {
  const read = String(text(1024)(value, name));
  const extension = /\.([^./\\]+)$/.exec(read)?.[1]?.toLowerCase() ?? '';
  if (VIDEO_EXTENSIONS.includes(extension) || AUDIO_EXTENSIONS.includes(extension)) return read;
  throw new Refusal(400, 'InvalidFileName.Extension', "The specified FileName's extension is illegal.");
};

const tags: Rule = (value, name) => {
  const list = String(written(LIMITS.tags * (LIMITS.tag + 2))(value, name)).split(',');
  if (list.length > LIMITS.tags)
    throw new Refusal(400, 'TagsExceededMax', `${name} has more than ${LIMITS.tags} tags.`);
  for (const tag of list) text(LIMITS.tag)(tag.trim(), 'A tag');
  return list.join(',');
};

const id: Rule = matching(/^[\w-]{1,64}$/, 'is not a media id');

const ids: Rule = (value, name) => {
  const list = String(text(LIMITS.ids * 66)(value, name))
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
  if (list.length === 0) throw new Refusal(400, 'MissingParameter', `${name} is empty.`);
  if (list.length > LIMITS.ids)
    throw new Refusal(400, `LimitExceeded.${name}`, `${name} has more than ${LIMITS.ids} ids.`);
  return list.map((each) => id(each, `An id of ${name}`)).join(',');
};

/** The parameters that pass, by action. What is not listed is dropped; `UserData` is built elsewhere. */
const RULES: Readonly<Record<Action, Readonly<Record<string, Rule>>>> = {
  CreateUploadVideo: {
    Title: written(LIMITS.title),
    FileName: fileName,
    FileSize: integer(1, LIMITS.fileSize),
    Description: written(LIMITS.description),
    CoverURL: matching(/^https?:\/\/\S{1,1024}$/i, 'is not an http(s) URL'),
    CateId: integer(-1, Number.MAX_SAFE_INTEGER),
    Tags: tags,
    TemplateGroupId: text(128),
    WorkflowId: text(128),
    StorageLocation: text(256),
    AppId: text(128),
    ReferenceId: matching(REFERENCE_ID, 'must be 6 to 64 letters, digits, hyphens or underscores'),
  },
  RefreshUploadVideo: { VideoId: id },
  GetUploadDetails: { MediaIds: ids, MediaType: oneOf('video') },
  BatchGetMediaInfos: { MediaIds: ids, ReferenceIds: ids },
  // A day at most: a page needs no URL that outlives its visit by a month, which the API would sign.
  GetMezzanineInfo: {
    VideoId: id,
    OutputType: oneOf('cdn', 'oss'),
    AuthTimeout: integer(1, 86_400),
    AdditionType: oneOf('video', 'audio', 'video,audio', 'audio,video'),
  },
};

const REQUIRED: Readonly<Record<Action, readonly string[]>> = {
  CreateUploadVideo: ['Title', 'FileName'],
  RefreshUploadVideo: ['VideoId'],
  GetUploadDetails: ['MediaIds'],
  BatchGetMediaInfos: [],
  GetMezzanineInfo: ['VideoId'],
};

/** The body's parameters that `action` allows, checked. Absent, `null` and empty ones are left out. */
export function pickParameters(action: Action, body: Readonly<Record<string, unknown>>): Params {
  const picked: Record<string, string | number> = {};
  for (const [name, rule] of Object.entries(RULES[action])) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (value === undefined || value === null || value === '') continue;
    picked[name] = rule(value, name);
  }
  for (const name of REQUIRED[action]) {
    if (!(name in picked)) throw new Refusal(400, 'MissingParameter', `${name} is mandatory for ${action}.`);
  }
  if (action === 'BatchGetMediaInfos' && !('MediaIds' in picked) && !('ReferenceIds' in picked)) {
    throw new Refusal(400, 'MissingParameter', 'MediaIds is mandatory for BatchGetMediaInfos.');
  }
  return picked;
}

/** The picked parameters of a create, in their type. */
export const asCreateRequest = (picked: Params): CreateUploadVideoRequest =>
  picked as unknown as CreateUploadVideoRequest;

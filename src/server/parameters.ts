import type { Action, CreateUploadVideoRequest } from '../vod/protocol.js';
import { IMAGE_EXTENSIONS, LIMITS, REFERENCE_ID } from '../vod/protocol-limits.js';
import type { Params } from './client.js';
import { importMetadatas, targetConfig } from './import-rules.js';
import { Refusal } from './refusal.js';
import {
  fileName,
  id,
  ids,
  integer,
  matching,
  OF_A_MEDIA,
  oneOf,
  tags,
  text,
  urls,
  written,
  type Rule,
} from './rules.js';

/** The parameters that pass, by action. What is not listed is dropped; `UserData` is built elsewhere. */
const RULES: Readonly<Record<Action, Readonly<Record<string, Rule>>>> = {
  CreateUploadVideo: {
    Title: written(LIMITS.title),
    FileName: fileName,
    FileSize: integer(1, LIMITS.fileSize),
    ...OF_A_MEDIA,
    StorageLocation: text(256),
    AppId: text(128),
    ReferenceId: matching(REFERENCE_ID, 'must be 6 to 64 letters, digits, hyphens or underscores'),
  },
  RefreshUploadVideo: { VideoId: id },
  GetUploadDetails: { MediaIds: ids(LIMITS.ids), MediaType: oneOf('video') },
  BatchGetMediaInfos: { MediaIds: ids(LIMITS.ids), ReferenceIds: ids(LIMITS.ids) },
  // A day at most: a page needs no URL that outlives its visit by a month, which the API would sign.
  GetMezzanineInfo: {
    VideoId: id,
    OutputType: oneOf('cdn', 'oss'),
    AuthTimeout: integer(1, 86_400),
    AdditionType: oneOf('video', 'audio', 'video,audio', 'audio,video'),
  },
  CreateUploadImage: {
    ImageType: oneOf('default', 'cover'),
    ImageExt: oneOf(...IMAGE_EXTENSIONS),
    OriginalFileName: text(1024),
    Title: written(LIMITS.title),
    Description: written(LIMITS.description),
    Tags: tags,
    CateId: integer(-1, Number.MAX_SAFE_INTEGER),
    StorageLocation: text(256),
    AppId: text(128),
  },
  UploadMediaByURL: {
    UploadURLs: urls(LIMITS.urls),
    UploadMetadatas: importMetadatas,
    TemplateGroupId: text(128),
    WorkflowId: text(128),
    StorageLocation: text(256),
    AppId: text(128),
    SessionId: matching(/^[\w-]{1,50}$/, 'must be at most 50 letters, digits, hyphens or underscores'),
  },
  GetURLUploadInfos: { JobIds: ids(LIMITS.jobs), UploadURLs: urls(LIMITS.jobs) },
  CancelUrlUploadJobs: { JobIds: ids(LIMITS.jobs), UploadUrls: urls(LIMITS.jobs) },
  'ims/UploadMediaByURL': {
    UploadURLs: urls(LIMITS.urls),
    MediaMetaData: importMetadatas,
    UploadTargetConfig: targetConfig,
    AppId: text(128),
    EntityId: text(128),
  },
  'ims/GetUrlUploadInfos': { JobIds: ids(LIMITS.jobs), UploadURLs: urls(LIMITS.jobs) },
  DeleteMultipartUpload: { MediaId: id, MediaType: oneOf('video') },
  DeleteVideo: { VideoIds: ids(LIMITS.ids) },
};

/** One of those that an entry separates by `|`. */
const REQUIRED: Readonly<Record<Action, readonly string[]>> = {
  CreateUploadVideo: ['Title', 'FileName'],
  RefreshUploadVideo: ['VideoId'],
  GetUploadDetails: ['MediaIds'],
  BatchGetMediaInfos: ['MediaIds|ReferenceIds'],
  GetMezzanineInfo: ['VideoId'],
  CreateUploadImage: ['ImageType'],
  UploadMediaByURL: ['UploadURLs'],
  GetURLUploadInfos: ['JobIds|UploadURLs'],
  CancelUrlUploadJobs: ['JobIds|UploadUrls'],
  'ims/UploadMediaByURL': ['UploadURLs'],
  'ims/GetUrlUploadInfos': ['JobIds|UploadURLs'],
  DeleteMultipartUpload: ['MediaId'],
  DeleteVideo: ['VideoIds'],
};

/** The body's parameters that `action` allows, checked. Absent, `null` and empty ones are left out. */
export function pickParameters(action: Action, body: Readonly<Record<string, unknown>>): Params {
  const picked: Record<string, string | number> = {};
  for (const [name, rule] of Object.entries(RULES[action])) {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (value === undefined || value === null || value === '') continue;
    picked[name] = rule(value, name);
  }
  for (const names of REQUIRED[action]) {
    const [name, ...others] = names.split('|');
    if ([name!, ...others].some((each) => each in picked)) continue;
    throw new Refusal(400, 'MissingParameter', `${name} is mandatory for ${action}.`);
  }
  return picked;
}

/** The picked parameters of a create, in their type. */
export const asCreateRequest = (picked: Params): CreateUploadVideoRequest =>
  picked as unknown as CreateUploadVideoRequest;

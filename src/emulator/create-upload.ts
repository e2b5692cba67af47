import { apiError } from './api-error.js';
import { isoSeconds, json64, type Call, type Reply } from './call.js';
import { REGION } from './world.js';
import type { Video } from './videos.js';

// "Supported formats" of the upload overview. A list of its own: the emulator must not share the client's mistakes.
const EXTENSIONS = new Set(
  (
    'mp4,ts,3gp,mpg,mpeg,mpe,dat,vob,asf,avi,wmv,flv,f4v,rm,rmvb,mov,mkv,m3u8,dv,gif,m2t,m4v,mj2,mjpeg,mts,ogg,qt,swf,webm,' +
    'mp3,wma,wav,aac,ra,m4a,flac,ape,ac3,amr,caf,acm'
  ).split(','),
);
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\uFE0F|[\u{1F000}-\u{1FAFF}]/u;

/** Makes a media and the credentials for its source file. Limits: CreateUploadVideo, Mar 2026. */
export function createUploadVideo(call: Call): Reply {
  const { world, params } = call;
  const fileName = need(params, 'FileName');
  const title = need(params, 'Title');
  const extension = extensionFrom(fileName);
  if (extension === undefined) throw apiError('InvalidFileName.Extension');
  checkText(title, 'Title', 128);
  checkText(params.Description, 'Description', 1024);
  checkTags(params.Tags);
  const { ReferenceId: referenceId, StorageLocation: location, UserData: userData } = params;
  if (referenceId !== undefined && (!/^[\w-]{6,64}$/.test(referenceId) || world.videos.byReference(referenceId))) {
    throw apiError('InvalidReferenceId');
  }
  if (location !== undefined && location !== storageLocation(call)) throw apiError('InvalidStorage.NotFound');
  checkAccountHas(call);
  if (userData !== undefined && !isJsonObject(userData)) throw apiError('InvalidParameter', 'UserData');
  const fileSize = count(params.FileSize, 'FileSize');
  const cateId = count(params.CateId, 'CateId');
  const video = world.videos.create({
    fileName,
    extension,
    title,
    appId: params.AppId ?? 'app-1000000',
    createdAt: world.serviceTime(),
    deviceModel: call.deviceModel,
    uploadIp: call.peer,
    ...optional('description', params.Description),
    ...optional('tags', params.Tags),
    ...optional('coverUrl', params.CoverURL),
    ...optional('userData', userData),
    ...optional('templateGroupId', params.TemplateGroupId),
    ...optional('referenceId', referenceId),
    ...optional('fileSize', fileSize),
    ...optional('cateId', cateId),
  });
  return { VideoId: video.id, ...ticket(call, video) };
}

/** What the account does not have. The codes of a missing workflow and category are not in the documents. */
function checkAccountHas({ world, params }: Call): void {
  const { templateGroups, workflows, categories } = world.settings;
  const lists = [
    [params.TemplateGroupId, templateGroups, 'InvalidTemplateGroupId.NotFound'],
    [params.WorkflowId, workflows, 'InvalidWorkflowId.NotFound'],
    [params.CateId, categories, 'InvalidCateId.NotFound'],
  ] as const;
  for (const [asked, known, code] of lists)
    if (asked && known.length > 0 && !known.includes(asked)) throw apiError(code);
}

/** New credentials, the same address. Also after completion: VOD has no word against it. */
export function refreshUploadVideo(call: Call): Reply {
  const { VideoId: id, ReferenceId: reference } = call.params;
  if (!id && !reference) throw apiError('MissingParameter', 'VideoId');
  const video = id ? call.world.videos.find(id) : call.world.videos.byReference(reference as string);
  if (!video) throw apiError('InvalidVideo.NotFound');
  return { VideoId: video.id, ...ticket(call, video) };
}

export const storageLocation = ({ world }: Call): string => `${world.bucket.name}.oss-${REGION}.aliyuncs.com`;

export function ticket({ world, endpoint }: Call, video: Pick<Video, 'key'>): Reply {
  const { tokenLifeMs, expirationSeconds } = world.settings;
  const now = world.serviceTime();
  const credential = world.credentials.issue(world.bucket.name, video.key, now + tokenLifeMs);
  return {
    UploadAddress: json64({ Endpoint: endpoint, Bucket: world.bucket.name, FileName: video.key }),
    UploadAuth: json64({
      SecurityToken: credential.securityToken,
      AccessKeyId: credential.accessKeyId,
      ExpireUTCTime: isoSeconds(now + expirationSeconds * 1000),
      AccessKeySecret: credential.accessKeySecret,
      Expiration: String(expirationSeconds),
      Region: REGION,
    }),
  };
}

export function need(params: Call['params'], name: string): string {
  const value = params[name];
  if (value === undefined || value === '') throw apiError('MissingParameter', name);
  return value;
}

/** Of a name or a path, in lower case; undefined where VOD takes no such file. */
export function extensionFrom(name: string): string | undefined {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return EXTENSIONS.has(extension) ? extension : undefined;
}

export function checkText(value: string | undefined, name: string, limit: number): void {
  if (value === undefined) return;
  if ([...value].length > limit) throw apiError('LengthExceededMax', name);
  if (EMOJI.test(value)) throw apiError('IllegalCharacters', name);
}

export function checkTags(value: string | undefined): void {
  if (value === undefined) return;
  const list = value.split(',');
  if (list.length > 16) throw apiError('TagsExceededMax');
  for (const tag of list) checkText(tag.trim(), 'Tags', 32);
}

function count(value: string | undefined, name: string): number | undefined {
  if (value === undefined || value === '') return undefined;
  if (!/^\d{1,16}$/.test(value)) throw apiError('InvalidParameter', name);
  return Number(value);
}

function isJsonObject(value: string): boolean {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}

const optional = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined || value === '' ? {} : ({ [name]: value } as Record<K, V>);

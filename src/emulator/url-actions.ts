import { apiError } from './api-error.js';
import { isoSeconds, type Call, type Reply } from './call.js';
import { checkText, checkTags, extensionFrom, storageLocation } from './create-upload.js';
import { runJob } from './fetch-url.js';
import { quirkyList } from './quirky.js';
import type { UrlJob } from './url-jobs.js';
import type { NewVideo } from './videos.js';

const MOST_URLS = 20;
const MOST_ASKED = 10;

type Entry = Readonly<Record<string, unknown>>;

/** UploadMediaByURL of VOD: the media comes when the file has arrived. */
export function uploadMediaByUrl(call: Call): Reply {
  const { world, params } = call;
  const session = params.SessionId;
  if (session !== undefined && !/^[\w-]{1,50}$/.test(session)) throw apiError('InvalidParameter', 'SessionId');
  const now = world.serviceTime();
  const known = session === undefined ? undefined : world.urlJobs.session(session, now);
  // Which of the two it does is nowhere written.
  if (known !== undefined && world.settings.sessionAgain === 'refuse') throw apiError('InvalidParameter', 'SessionId');
  const jobs = known ?? submit(call, 'vod', entriesOf(params.UploadMetadatas, 'UploadMetadatas'));
  if (session !== undefined && known === undefined) world.urlJobs.remember(session, now, jobs);
  return { UploadJobs: jobs.map(({ id, url }) => ({ JobId: id, SourceURL: url })) };
}

/** UploadMediaByURL of Intelligent Media Services: the media is there at once. */
export function imsUploadMediaByUrl(call: Call): Reply {
  const jobs = submit(call, 'ice', entriesOf(call.params.MediaMetaData, 'MediaMetaData'));
  return { UploadJobs: jobs.map(({ id, url, video }) => ({ JobId: id, MediaId: video!.id, SourceURL: url })) };
}

/** The jobs that a call names, by their ids or by URLs in the parameter of that name; each action spells it in its own way. */
function named(call: Call, urls: 'UploadURLs' | 'UploadUrls') {
  const { params, world } = call;
  const byId = params.JobIds !== undefined && params.JobIds !== '';
  const asked = byId ? idsOf(params.JobIds!) : urlsOf(params[urls], urls, MOST_ASKED);
  if (asked.length > MOST_ASKED) throw apiError('InvalidParameter', byId ? 'JobIds' : urls);
  const found = asked.map((each) => (byId ? [world.urlJobs.find(each) ?? []].flat() : world.urlJobs.of(each)));
  return { jobs: found.flat(), missing: asked.filter((_, at) => found[at]!.length === 0) };
}

/** GetURLUploadInfos of VOD, and GetUrlUploadInfos of Intelligent Media Services. */
export function getUrlUploadInfos(call: Call): Reply {
  const { jobs, missing } = named(call, 'UploadURLs');
  return { NonExists: quirkyList(call, missing), URLUploadInfoList: jobs.map((job) => infoOf(call, job)) };
}

/** CancelUrlUploadJobs: what has not begun. */
export function cancelUrlUploadJobs(call: Call): Reply {
  const { world } = call;
  const { jobs, missing } = named(call, 'UploadUrls');
  const canceled = jobs.filter(({ status }) => status === 'PENDING');
  for (const job of canceled) {
    job.status = 'CANCELED';
    job.completedAt = world.serviceTime();
  }
  // The documents show one element that holds them all.
  const listed = (ids: readonly string[]): readonly string[] =>
    world.settings.quirks && ids.length > 0 ? [ids.join(',')] : ids;
  return { CanceledJobs: listed(canceled.map(({ id }) => id)), NonExists: listed(missing) };
}

function submit(call: Call, service: UrlJob['service'], entries: readonly Entry[]): readonly UrlJob[] {
  const { world, params } = call;
  const urls = urlsOf(params.UploadURLs, 'UploadURLs', MOST_URLS);
  const { StorageLocation: location = targetOf(params.UploadTargetConfig) } = params;
  if (location !== undefined && location !== storageLocation(call)) throw apiError('InvalidStorage.NotFound');
  // All are looked at before the first is made.
  const planned = urls.map((url) => [url, videoFor(call, url, entries)] as const);
  return planned.map(([url, video]) => {
    const makeVideo = () => world.videos.create({ ...video, createdAt: world.serviceTime() });
    const { UserData: userData } = params;
    const createdAt = world.serviceTime();
    const job = world.urlJobs.create({ service, url, createdAt, makeVideo, ...(userData && { userData }) });
    if (service === 'ice') job.video = makeVideo();
    void runJob(world, job);
    return job;
  });
}

function videoFor(call: Call, url: string, entries: readonly Entry[]): NewVideo {
  const { world, params } = call;
  const entry = entries.find((each) => each.SourceURL === url);
  const words = (name: string): string | undefined => {
    const value = entry?.[name];
    return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined;
  };
  const name = lastOf(url);
  const title = words('Title') ?? name;
  checkText(title, 'Title', 128);
  checkText(words('Description'), 'Description', 1024);
  checkTags(words('Tags'));
  const extension = words('FileExtension')?.toLowerCase() ?? extensionFrom(name);
  // Where it has none either, and with one that VOD does not know.
  if (extensionFrom(`x.${extension}`) === undefined) throw apiError('InvalidParameter.UploadURLs');
  const optional = { description: words('Description'), tags: words('Tags'), coverUrl: words('CoverURL') };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  const group = words('TemplateGroupId') ?? params.TemplateGroupId;
  return {
    ...given,
    fileName: name,
    extension: extension!,
    title,
    appId: params.AppId ?? 'app-1000000',
    createdAt: world.serviceTime(),
    deviceModel: call.deviceModel,
    uploadIp: call.peer,
    ...(params.UserData && { userData: params.UserData }),
    ...(group !== undefined && { templateGroupId: group }),
    ...(words('CateId') !== undefined && { cateId: Number(words('CateId')) }),
  };
}

function infoOf({ world }: Call, job: UrlJob): Reply {
  const { quirks } = world.settings;
  const done = job.status === 'SUCCESS';
  const isIms = job.service === 'ice';
  return {
    JobId: job.id,
    UploadURL: job.url,
    CreationTime: isoSeconds(job.createdAt),
    Status: done && isIms ? 'Normal' : job.status,
    ...(job.video && (done || isIms || job.status === 'UPLOAD_SUCCESS') && { MediaId: job.video.id }),
    ...(job.size !== undefined && { FileSize: String(job.size) }),
    ...(done && { ErrorCode: '200', ErrorMessage: quirks && !isIms ? 'error_message' : 'Success' }),
    ...(job.errorCode !== undefined && { ErrorCode: job.errorCode, ErrorMessage: job.errorMessage }),
    ...(job.completedAt !== undefined && {
      CompleteTime: isIms
        ? isoSeconds(job.completedAt).replace('T', ' ').replace('Z', '')
        : isoSeconds(job.completedAt),
    }),
    ...(job.userData !== undefined && { UserData: job.userData }),
  };
}

const idsOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);

/** Each is encoded by itself, so that a comma in one is no end. */
function urlsOf(list: string | undefined, name: string, most: number): readonly string[] {
  const urls = (list ?? '')
    .split(',')
    .filter(Boolean)
    .map((each) => decoded(each, name));
  if (urls.length === 0) throw apiError('MissingParameter', name);
  if (urls.length > most || urls.some((url) => !/^https?:\/\//i.test(url) || !URL.canParse(url)))
    throw apiError('InvalidParameter.UploadURLs');
  return urls;
}

function decoded(url: string, name: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    throw apiError('InvalidParameter', name);
  }
}

function entriesOf(json: string | undefined, name: string): readonly Entry[] {
  if (json === undefined || json === '') return [];
  try {
    const read: unknown = JSON.parse(json);
    if (Array.isArray(read)) return read as Entry[];
  } catch {
    // Below.
  }
  throw apiError('InvalidParameter', name);
}

function targetOf(json: string | undefined): string | undefined {
  if (json === undefined || json === '') return undefined;
  try {
    return (JSON.parse(json) as { StorageLocation?: string }).StorageLocation;
  } catch {
    throw apiError('InvalidParameter', 'UploadTargetConfig');
  }
}

function lastOf(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').findLast((segment) => segment !== '') ?? hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

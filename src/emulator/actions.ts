import { apiError } from './api-error.js';
import { isoSeconds, type Call, type Reply } from './call.js';
import { createUploadImage } from './create-image.js';
import { createUploadVideo, refreshUploadVideo } from './create-upload.js';
import { mediaEntry, mezzanine, playInfos } from './media-replies.js';
import { quirkyList } from './quirky.js';
import { sentOf, uploadDetail } from './upload-details.js';
import { cancelUrlUploadJobs, getUrlUploadInfos, imsUploadMediaByUrl, uploadMediaByUrl } from './url-actions.js';
import type { Video } from './videos.js';

type Action = (call: Call) => Reply | Promise<Reply>;

/** VOD's operations, version 2017-03-21, as far as the emulator has them. */
export const VOD_ACTIONS: Readonly<Record<string, Action>> = {
  CreateUploadVideo: createUploadVideo,
  RefreshUploadVideo: refreshUploadVideo,
  CreateUploadImage: createUploadImage,
  UploadMediaByURL: uploadMediaByUrl,
  GetURLUploadInfos: getUrlUploadInfos,
  CancelUrlUploadJobs: cancelUrlUploadJobs,

  async GetUploadDetails(call) {
    const { found, missing, forbidden } = lookUp(call, ids(call, 'MediaIds'));
    return {
      // Empty lists are left out (2019 reference)
      ...(missing.length > 0 && { NonExistMediaIds: quirkyList(call, missing) }),
      ...(forbidden.length > 0 && { ForbiddenMediaIds: quirkyList(call, forbidden) }),
      UploadDetails: await Promise.all(found.map((video) => uploadDetail(call, video))),
    };
  },

  async BatchGetMediaInfos(call) {
    const { MediaIds: mediaIds, ReferenceIds: referenceIds } = call.params;
    if (!mediaIds && !referenceIds) throw apiError('MissingParameter', 'MediaIds');
    const byId = lookUp(call, mediaIds ? ids(call, 'MediaIds') : []);
    const references = referenceIds ? ids(call, 'ReferenceIds') : [];
    const byReference = references
      .map((id) => call.world.videos.byReference(id))
      .filter((video) => video !== undefined);
    const videos = new Set([...byId.found, ...byReference]);
    return {
      NonExistMediaIds: quirkyList(call, byId.missing),
      NonExistReferenceIds: references.filter((id) => !call.world.videos.byReference(id)),
      ForbiddenMediaIds: quirkyList(call, byId.forbidden),
      MediaInfos: await Promise.all([...videos].map((video) => mediaEntry(call, video))),
    };
  },

  async GetMezzanineInfo(call) {
    const video = one(call);
    return { Mezzanine: await mezzanine(call, video, await call.world.look(video), 'VideoId') };
  },

  async GetVideoInfo(call) {
    const video = one(call);
    const { status, facts, source } = await call.world.look(video);
    return {
      Video: {
        ...baseOf(video, status),
        AuditStatus: 'Normal',
        Duration: facts?.duration,
        Size: source?.content.size,
        CateId: video.cateId ?? -1,
        ModificationTime: isoSeconds(video.modifiedAt),
        Snapshots: { Snapshot: [] },
      },
    };
  },

  async GetPlayInfo(call) {
    const video = one(call);
    const look = await call.world.look(video);
    if (look.status !== 'Normal') throw apiError('Forbidden.IllegalStatus');
    const { facts } = look;
    return {
      VideoBase: {
        ...baseOf(video, look.status),
        Duration: facts?.duration.toFixed(4),
        MediaType: facts && !facts.video ? 'audio' : 'video',
      },
      PlayInfoList: { PlayInfo: await playInfos(call, look) },
    };
  },

  async DeleteVideo(call) {
    const { found, missing } = lookUp(call, ids(call, 'VideoIds'));
    if (found.length === 0) throw apiError('InvalidVideo.NotFound');
    await Promise.all(found.map((video) => forget(call, video)));
    return { NonExistVideoIds: missing, ForbiddenVideoIds: [] };
  },

  async DeleteMultipartUpload(call) {
    const { MediaId: id, MediaType: type } = call.params;
    if (!id) throw apiError('MissingParameter', 'MediaId');
    if (type !== undefined && type !== 'video') throw apiError('InvalidParameter', 'MediaType');
    const video = call.world.videos.find(id);
    // 400 here, 404 in the other actions: so the reference
    if (!video) throw Object.assign(apiError('InvalidVideo.NotFound'), { status: 400 });
    if (sentOf(call.world, video).uploads === 0) throw apiError('InvalidMultipartUpload.NotFound');
    await dropUploads(call, video);
    return {};
  },
};

/** Intelligent Media Services', version 2020-11-09: what imports by URL. */
export const IMS_ACTIONS: Readonly<Record<string, Action>> = {
  UploadMediaByURL: imsUploadMediaByUrl,
  GetUrlUploadInfos: getUrlUploadInfos,
};

const baseOf = (video: Video, status: string): Reply => ({
  VideoId: video.id,
  Title: video.title,
  Description: video.description,
  Status: status,
  CoverURL: video.coverUrl,
  Tags: video.tags,
  CreationTime: isoSeconds(video.createdAt),
});

function one({ world, params }: Call): Video {
  if (!params.VideoId && !params.ReferenceId) throw apiError('MissingParameter', 'VideoId');
  const video = params.VideoId
    ? world.videos.find(params.VideoId)
    : world.videos.byReference(params.ReferenceId as string);
  if (!video) throw apiError('InvalidVideo.NotFound');
  return video;
}

/** Comma separated, at most 20. */
function ids({ params }: Call, name: string): readonly string[] {
  const list = (params[name] ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (list.length === 0) throw apiError('MissingParameter', name);
  if (list.length > 20)
    throw name === 'MediaIds' ? apiError('LimitExceeded.MediaIds') : apiError('InvalidParameter', name);
  return [...new Set(list)];
}

function lookUp({ world }: Call, list: readonly string[]) {
  const { forbidden } = world.settings;
  const seen = list.filter((id) => !forbidden.includes(id));
  return {
    found: seen.map((id) => world.videos.find(id)).filter((video) => video !== undefined),
    missing: seen.filter((id) => !world.videos.find(id)),
    forbidden: list.filter((id) => forbidden.includes(id)),
  };
}

async function forget(call: Call, video: Video): Promise<void> {
  call.world.videos.remove(video);
  await dropUploads(call, video);
  await call.world.bucket.remove(video.key);
  await call.world.bucket.remove(`${video.key}.play.mp4`);
}

async function dropUploads({ world: { bucket } }: Call, video: Video): Promise<void> {
  const open = [...bucket.uploads.values()].filter(({ key }) => key === video.key);
  await Promise.all(open.map(({ key, id }) => bucket.abort(key, id)));
}

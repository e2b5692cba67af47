import { isoSeconds, type Call, type Reply } from './call.js';
import type { Video } from './videos.js';
import type { World } from './world.js';

/** What has arrived so far of an upload that is not sealed. */
export function sentOf(world: World, video: Video): { uploads: number; bytes: number } {
  const open = [...world.bucket.uploads.values()].filter(({ key }) => key === video.key);
  const bytes = open.flatMap(({ parts }) => [...parts.values()]).reduce((sum, { size }) => sum + size, 0);
  return { uploads: open.length, bytes };
}

/** One entry of GetUploadDetails. Ratio and sizes come from SDKs that report them, which uploads from a browser do not. */
export async function uploadDetail({ world }: Call, video: Video): Promise<Reply> {
  const { status, source } = await world.look(video);
  const base = {
    MediaId: video.id,
    Title: video.title,
    Status: status,
    CreationTime: isoSeconds(video.createdAt),
    ModificationTime: isoSeconds(video.modifiedAt),
    ...(source && video.completedAt !== undefined && { CompletionTime: isoSeconds(video.completedAt) }),
  };
  if (!world.settings.reporter) return base;
  const size = source?.content.size ?? video.fileSize;
  const sent = source?.content.size ?? sentOf(world, video).bytes;
  return {
    ...base,
    UploadStatus: source ? 'UPLOAD_SUCCESS' : 'Uploading',
    UploadSource: 'WebSDK',
    DeviceModel: video.deviceModel,
    UploadIP: video.uploadIp,
    UploadSize: sent,
    ...(size !== undefined && { FileSize: size, UploadRatio: size === 0 ? 0 : Math.min(1, sent / size) }),
  };
}

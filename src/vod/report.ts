import type { Media, MediaReport, RequestIds, UploadRecord } from '../engine/media.js';
import type { MediaEntryReading, MediaInfosReading } from './media-infos.js';
import type { GetUploadDetailsReply, UploadDetail } from './protocol.js';
import { defined } from './quirks.js';
import { mediaStatus, mergeStatus, sourceStatus, uploadStatus } from './status.js';

/** One look at a media, put together from the replies that there are. */
export function reportOn(
  id: string,
  details: GetUploadDetailsReply | undefined,
  infos: MediaInfosReading | undefined,
): MediaReport {
  const detail = details?.UploadDetails.find((each) => each.MediaId === id);
  const entry = infos?.entries.find((each) => each.ids.includes(id));
  if (!detail && !entry) return absent(id, details, infos);
  const { status, raw } = mergeStatus({
    media: [mediaStatus(entry?.status), mediaStatus(detail?.Status)],
    source: sourceStatus(entry?.sourceStatus),
    upload: uploadStatus(detail?.UploadStatus),
  });
  return { id, status, rawStatus: raw, media: mediaOf(id, entry, detail), ...requestIdsOf(details, infos) };
}

function requestIdsOf(
  details: GetUploadDetailsReply | undefined,
  infos: MediaInfosReading | undefined,
): { requestIds?: RequestIds } {
  const requestIds = defined({ details: details?.RequestId, infos: infos?.requestId });
  return Object.keys(requestIds).length > 0 ? { requestIds } : {};
}

function mediaOf(id: string, entry: MediaEntryReading | undefined, detail: UploadDetail | undefined): Media {
  return {
    ...defined({ title: detail?.Title, size: detail?.FileSize }),
    tags: [],
    snapshots: [],
    streams: [],
    ...entry?.media,
    ...(detail && { upload: recordOf(detail) }),
    id,
  };
}

const recordOf = (detail: UploadDetail): UploadRecord =>
  defined({
    title: detail.Title,
    rawStatus: detail.Status,
    rawUploadStatus: detail.UploadStatus,
    source: detail.UploadSource,
    deviceModel: detail.DeviceModel,
    ip: detail.UploadIP,
    createdAt: detail.CreationTime,
    modifiedAt: detail.ModificationTime,
    completedAt: detail.CompletionTime,
    uploadedBytes: detail.UploadSize,
    fileSize: detail.FileSize,
    ratio: detail.UploadRatio,
  });

/** Not shown by either: someone else's, or unknown. A media just created may be unknown for a moment. */
function absent(
  id: string,
  details: GetUploadDetailsReply | undefined,
  infos: MediaInfosReading | undefined,
): MediaReport {
  const isNamed = (...lists: (readonly string[] | undefined)[]): boolean => lists.some((list) => list?.includes(id));
  const ids = requestIdsOf(details, infos);
  if (isNamed(details?.ForbiddenMediaIds, infos?.forbidden))
    return { id, status: 'forbidden', rawStatus: 'ForbiddenMediaIds', ...ids };
  const isSaid = isNamed(details?.NonExistMediaIds, infos?.missing);
  return { id, status: 'missing', rawStatus: isSaid ? 'NonExistMediaIds' : '', ...ids };
}

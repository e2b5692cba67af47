import { isoSeconds, type Call, type Reply } from './call.js';
import { storageLocation } from './create-upload.js';
import type { VideoLook } from './life.js';
import type { MediaFacts } from './media-facts.js';
import { NO_TRANSCODE_GROUP } from './life.js';
import type { Video } from './videos.js';

// Four decimals, as in the reference's samples.
const decimal = (value: number): string => value.toFixed(4);

const WHOLE_DAY = 86_400;

/** One entry of BatchGetMediaInfos. What VOD has not looked at yet is absent. */
export async function mediaEntry(call: Call, video: Video): Promise<Reply> {
  const look = await call.world.look(video);
  return {
    MediaId: video.id,
    MediaInfo: mediaInfo(call, video, look),
    ...(look.source &&
      look.status !== 'UploadSucc' && { MezzanineInfo: await mezzanine(call, video, look, 'MediaId') }),
    ...(look.source &&
      look.status === 'UploadSucc' &&
      look.facts && { MezzanineInfo: await mezzanine(call, video, look, 'MediaId') }),
    ...(look.status === 'Normal' && { PlayInfoList: await playInfos(call, look) }),
  };
}

function mediaInfo(call: Call, video: Video, { status }: VideoLook): Reply {
  const base = { MediaId: video.id, Title: video.title, Status: status, CreationTime: isoSeconds(video.createdAt) };
  if (status === 'Uploading') return base;
  return {
    ...base,
    ModificationTime: isoSeconds(video.modifiedAt),
    StorageLocation: storageLocation(call),
    CateId: video.cateId ?? -1,
    Description: video.description,
    Tags: video.tags,
    AppId: video.appId,
    CoverURL: video.coverUrl && call.world.shownAt(video.coverUrl, call.endpoint),
    TemplateGroupId: templateGroup(call, video),
    DownloadSwitch: 'on',
    StorageClass: 'Standard',
    UserData: video.userData,
    ReferenceId: video.referenceId,
  };
}

const templateGroup = ({ world }: Call, video: Video): string | undefined =>
  world.settings.noTranscode ? NO_TRANSCODE_GROUP : video.templateGroupId;

/** `idName` differs between the calls: `MediaId` in lists, `VideoId` alone. */
export async function mezzanine(
  call: Call,
  video: Video,
  look: VideoLook,
  idName: 'MediaId' | 'VideoId',
): Promise<Reply> {
  const { source, facts } = look;
  if (!source) return { [idName]: video.id, Status: 'Uploading', CreationTime: isoSeconds(video.createdAt) };
  const expires = Number(call.params.AuthTimeout ?? 3600);
  return {
    [idName]: video.id,
    Status: 'Normal',
    FileName: video.fileName,
    FileURL: await call.world.signedUrl(source, call.endpoint, expires),
    Size: source.content.size,
    CreationTime: isoSeconds(video.createdAt),
    ...(idName === 'VideoId' && { OutputType: call.params.OutputType ?? 'cdn', CRC64: source.crc64.toString() }),
    ...(idName === 'MediaId' && { FileMD5: '' }),
    ...(facts && {
      ...(facts.video && { Width: facts.video.width, Height: facts.video.height, Fps: decimal(facts.video.fps) }),
      Duration: decimal(facts.duration),
      Bitrate: decimal(facts.bitrate),
      VideoStreamList: videoStreams(facts),
      AudioStreamList: audioStreams(facts),
    }),
  };
}

/** In stream lists every field is text. */
function videoStreams({ video, duration }: MediaFacts): readonly Reply[] {
  if (!video) return [];
  return [
    {
      Index: '0',
      CodecName: video.codec,
      Width: String(video.width),
      Height: String(video.height),
      Duration: decimal(duration),
      Fps: decimal(video.fps),
      Bitrate: decimal(video.bitrate),
      Rotate: String(video.rotation),
    },
  ];
}

function audioStreams({ audio, video, duration }: MediaFacts): readonly Reply[] {
  if (!audio) return [];
  return [
    {
      Index: video ? '1' : '0',
      CodecName: audio.codec,
      Channels: String(audio.channels),
      SampleRate: String(audio.sampleRate),
      Bitrate: decimal(audio.bitrate),
      Duration: decimal(duration),
    },
  ];
}

/** The one stream that there is: the source, or the same streams in an MP4. */
export async function playInfos(call: Call, { source, facts }: VideoLook): Promise<readonly Reply[]> {
  if (!source) return [];
  const { world, endpoint, params } = call;
  const played = await world.playable(source, facts);
  const { video, audio } = facts ?? {};
  const time = isoSeconds(source.modifiedAt);
  return [
    {
      JobId: source.etag.replace(/\W/g, '').toLowerCase(),
      StreamType: !facts || video ? 'video' : 'audio',
      Status: 'Normal',
      Format: /\.(\w+)$/.exec(played.key)?.[1] ?? 'mp4',
      // The original: nothing was encoded anew
      Definition: 'OD',
      PlayURL: await world.signedUrl(played, endpoint, Number(params.AuthTimeout ?? WHOLE_DAY)),
      Size: played.content.size,
      ...(facts && {
        Duration: decimal(facts.duration),
        Bitrate: decimal(facts.bitrate),
        CodecName: (video ?? audio)?.codec,
      }),
      ...(video && { Width: video.width, Height: video.height, Fps: decimal(video.fps) }),
      Encrypt: 0,
      NarrowBandType: '0',
      CreationTime: time,
      ModificationTime: time,
    },
  ];
}

import type { SourceAudioStream, SourceFile, SourceVideoStream } from '../engine/media.js';
import { amount, defined, field, number, rows, text, type Fields } from './quirks.js';

/** `MezzanineInfo` of BatchGetMediaInfos, `Mezzanine` of GetMezzanineInfo. */
export function readSource(file: Fields): SourceFile {
  const words = (name: string): string | undefined => text(field(file, name));
  const count = (name: string): number | undefined => amount(field(file, name));
  return {
    ...defined<Partial<SourceFile>>({
      rawStatus: words('Status'),
      fileName: words('FileName'),
      fileUrl: words('FileURL'),
      size: count('Size'),
      width: count('Width'),
      height: count('Height'),
      duration: count('Duration'),
      bitrate: count('Bitrate'),
      fps: count('Fps'),
      createdAt: words('CreationTime'),
      md5: words('FileMD5'),
      crc64: words('CRC64'),
      mediaId: words('MediaId') ?? words('VideoId'),
    }),
    videoStreams: rows(field(file, 'VideoStreamList')).map(readVideo),
    audioStreams: rows(field(file, 'AudioStreamList')).map(readAudio),
  };
}

/** What both kinds say; every value is a string, numbers too. */
function readStream(stream: Fields): Partial<SourceVideoStream & SourceAudioStream> {
  const words = (name: string): string | undefined => text(field(stream, name));
  return {
    index: amount(field(stream, 'Index')),
    codec: words('CodecName'),
    codecLongName: words('CodecLongName'),
    codecTag: words('CodecTag'),
    codecTagString: words('CodecTagString'),
    codecTimeBase: words('CodecTimeBase'),
    timebase: words('Timebase'),
    startTime: words('StartTime'),
    duration: amount(field(stream, 'Duration')),
    bitrate: amount(field(stream, 'Bitrate')),
    frames: amount(field(stream, 'NumFrames')),
    language: words('Lang'),
  };
}

function readVideo(stream: Fields): SourceVideoStream {
  const words = (name: string): string | undefined => text(field(stream, name));
  return defined({
    ...readStream(stream),
    width: amount(field(stream, 'Width')),
    height: amount(field(stream, 'Height')),
    fps: amount(field(stream, 'Fps')),
    averageFps: amount(field(stream, 'AvgFPS')),
    pixelFormat: words('PixFmt'),
    profile: words('Profile'),
    level: words('Level'),
    hasBFrames: words('HasBFrames'),
    sar: words('Sar'),
    dar: words('Dar'),
    // Below zero in files that turn the other way.
    rotation: number(field(stream, 'Rotate')),
    hdrType: words('HDRType'),
  });
}

function readAudio(stream: Fields): SourceAudioStream {
  const words = (name: string): string | undefined => text(field(stream, name));
  return defined({
    ...readStream(stream),
    sampleFormat: words('SampleFmt'),
    sampleRate: amount(field(stream, 'SampleRate')),
    channels: amount(field(stream, 'Channels')),
    channelLayout: words('ChannelLayout'),
  });
}

import { ALL_FORMATS, CustomSource, Input, type InputAudioTrack, type InputVideoTrack } from 'mediabunny';
import { streamOf, type Content } from './storage.js';

/** What the bytes themselves say; codec names are VOD's. */
export interface MediaFacts {
  /** Seconds. */
  readonly duration: number;
  /** kbit/s, of the whole file. */
  readonly bitrate: number;
  /** `MP4`, `Matroska`, `WebM`, `MP3` … */
  readonly container: string;
  readonly video?: VideoFacts;
  readonly audio?: AudioFacts;
}

interface VideoFacts {
  readonly codec: string;
  /** As coded, before any rotation, like ffprobe's. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** kbit/s. */
  readonly bitrate: number;
  readonly rotation: number;
}

interface AudioFacts {
  readonly codec: string;
  readonly channels: number;
  readonly sampleRate: number;
  /** kbit/s. */
  readonly bitrate: number;
}

const CODECS: Readonly<Record<string, string>> = { avc: 'h264', 'pcm-s16': 'pcm_s16le', 'pcm-s24': 'pcm_s24le' };

// Enough for a rate; a long Matroska file would otherwise be read to its end.
const PACKETS_LOOKED_AT = 300;

export const inputOf = (content: Content): Input =>
  new Input({
    formats: ALL_FORMATS,
    source: new CustomSource({
      getSize: () => content.size,
      read: (start, end) => streamOf(content.read(start, end)),
      prefetchProfile: 'fileSystem',
    }),
  });

/** Reads only the ranges it needs. `undefined` for what is no media that mediabunny knows (AVI, WMV and FLV are among these). */
export async function readMedia(content: Content): Promise<MediaFacts | undefined> {
  if (content.size === 0) return undefined;
  const input = inputOf(content);
  try {
    if (!(await input.canRead())) return undefined;
    const [video, audio] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
    const duration = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
    if ((!video && !audio) || !(duration > 0)) return undefined;
    return {
      duration,
      bitrate: (content.size * 8) / duration / 1000,
      container: (await input.getFormat()).name,
      ...(video && { video: await videoFacts(video) }),
      ...(audio && { audio: await audioFacts(audio) }),
    };
  } catch {
    // A parser's complaint about broken bytes is an answer here, not a fault.
    return undefined;
  } finally {
    input.dispose();
  }
}

async function videoFacts(track: InputVideoTrack): Promise<VideoFacts> {
  const { averagePacketRate, averageBitrate } = await track.computePacketStats(PACKETS_LOOKED_AT);
  return {
    codec: await codecName(track),
    width: await track.getCodedWidth(),
    height: await track.getCodedHeight(),
    fps: usualRate(averagePacketRate),
    bitrate: averageBitrate / 1000,
    rotation: await track.getRotation(),
  };
}

async function audioFacts(track: InputAudioTrack): Promise<AudioFacts> {
  const { averageBitrate } = await track.computePacketStats(PACKETS_LOOKED_AT);
  return {
    codec: await codecName(track),
    channels: await track.getNumberOfChannels(),
    sampleRate: await track.getSampleRate(),
    bitrate: averageBitrate / 1000,
  };
}

async function codecName(track: InputVideoTrack | InputAudioTrack): Promise<string> {
  const codec = await track.getCodec();
  return codec === null ? 'unknown' : (CODECS[codec] ?? codec);
}

const USUAL_RATES = [24000 / 1001, 24, 25, 30000 / 1001, 30, 48, 50, 60000 / 1001, 60, 100, 120];

/** Matroska rounds timestamps to ms, so a short clip's 30 comes out as 29.995. */
const usualRate = (rate: number): number =>
  USUAL_RATES.find((usual) => Math.abs(rate - usual) / usual < 0.0004) ?? rate;

import type { CustomSource, Input, InputAudioTrack, InputFormat, InputVideoTrack } from 'mediabunny';
import type { LocalFacts } from '../engine/inspection.js';
import type { Bytes } from './inspect-bytes.js';

/** The part of mediabunny that is needed here. */
export interface Reader {
  readonly CustomSource: typeof CustomSource;
  readonly Input: typeof Input;
  readonly formats: readonly InputFormat[];
}

export interface Read {
  readonly facts: LocalFacts;
  /** Pictures or sound, of whatever codec. */
  readonly hasTracks: boolean;
  /** Its name, where no service can decode it. */
  readonly foreignCodec?: string;
}

/** VOD's names, where they are not mediabunny's. */
const CODECS: Readonly<Record<string, string>> = { avc: 'h264', 'pcm-s16': 'pcm_s16le', 'pcm-s24': 'pcm_s24le' };

/**
 * Sample entries (ISO 14496-12, 8.5.2) that the service surely cannot convert: raw material of cameras, and what is
 * encrypted. All else is let through: its documents name AV1 nowhere as a source, and yet convert to it.
 */
const FOREIGN: Readonly<Record<string, string>> = {
  aprn: 'ProRes RAW',
  aprh: 'ProRes RAW',
  braw: 'Blackmagic RAW',
  CRAW: 'Canon RAW',
  encv: 'DRM',
  enca: 'DRM',
  drmi: 'DRM',
  drms: 'DRM',
};

/** Frames that are looked at for their rate. */
const FRAMES = 60;
const USUAL_RATES = [24000 / 1001, 24, 25, 30000 / 1001, 30, 48, 50, 60000 / 1001, 60, 100, 120];

/** Undefined for what the reader does not know. Rejects where it stumbles over broken bytes. */
export async function readMedia(
  bytes: Bytes,
  { CustomSource, Input, formats }: Reader,
  tablesInFront: boolean,
): Promise<Read | undefined> {
  const source = new CustomSource({
    getSize: () => bytes.size,
    read: (start, end) => bytes.read(start, end),
    // What is read ahead is nobody's wish when it fails.
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ formats: [...formats], source });
  try {
    if (!(await input.canRead())) return undefined;
    const [video, audio] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
    const duration = await input.getDurationFromMetadata().catch(() => null);
    const [seen, heard] = [video && (await pictures(video, tablesInFront)), audio && (await sound(audio))];
    const foreignCodec = (await foreign(video)) ?? (await foreign(audio));
    return {
      facts: { ...(duration !== null && duration > 0 && { duration }), ...seen, ...heard },
      hasTracks: video !== null || audio !== null,
      ...(foreignCodec !== undefined && { foreignCodec }),
    };
  } finally {
    input.dispose();
  }
}

async function foreign(track: InputVideoTrack | InputAudioTrack | null): Promise<string | undefined> {
  const id = await track?.getInternalCodecId();
  return typeof id === 'string' ? FOREIGN[id] : undefined;
}

async function pictures(track: InputVideoTrack, tablesInFront: boolean): Promise<LocalFacts> {
  const [width, height, rotation] = [
    await track.getDisplayWidth(),
    await track.getDisplayHeight(),
    await track.getRotation(),
  ];
  // Elsewhere the frames themselves would have to be read.
  const rate = tablesInFront
    ? await track.computePacketStats(FRAMES).then(
        ({ averagePacketRate }) => usualRate(averagePacketRate),
        () => 0,
      )
    : 0;
  const codec = await track.getCodec();
  const hdr = await track.hasHighDynamicRange().catch(() => false);
  return {
    ...(width > 0 && height > 0 && { width, height }),
    ...(rotation !== 0 && { rotation }),
    ...(rate > 0 && { frameRate: rate }),
    ...(codec !== null && { videoCodec: CODECS[codec] ?? codec }),
    ...(hdr && { hdr }),
  };
}

async function sound(track: InputAudioTrack): Promise<LocalFacts> {
  const codec = await track.getCodec();
  return codec === null ? {} : { audioCodec: CODECS[codec] ?? codec };
}

const usualRate = (rate: number): number =>
  USUAL_RATES.find((usual) => Math.abs(rate - usual) / usual < 0.0004) ?? Math.round(rate * 100) / 100;

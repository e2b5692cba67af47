import type { Media, PlayStream } from '../engine/media.js';
import type { UploadState } from '../engine/state.js';

const TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  mov: 'video/mp4', // the same container for what browsers can decode of it
  m4v: 'video/mp4',
  webm: 'video/webm',
  m3u8: 'application/vnd.apple.mpegurl',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
};

export interface Playable {
  readonly url: string;
  readonly kind: 'video' | 'audio';
  readonly poster?: string;
}

/** What this browser can play of a ready upload, or undefined. */
export function playable(upload: UploadState, canPlay: (type: string) => boolean): Playable | undefined {
  const media = upload.report?.media;
  if (upload.phase !== 'ready' || !upload.playable || media === undefined) return undefined;
  return playableOf(media, canPlay, upload.name);
}

/**
 * What this browser can play of a media, or undefined. Single files come before playlists, big pictures before small
 * ones; the source file stands in where VOD made no streams. Never what is encrypted.
 */
export function playableOf(
  media: Media,
  canPlay: (type: string) => boolean,
  fileName = media.source?.fileName ?? '',
): Playable | undefined {
  const poster = media.coverUrl === undefined ? {} : { poster: media.coverUrl };
  const typeOf = (format: string) => TYPES[format.toLowerCase()] ?? '';
  const [best] = media.streams
    .filter(({ encrypted, format, url }) => !encrypted && canPlay(typeOf(format ?? extension(url))))
    .sort((a, b) => Number(isPlaylist(a)) - Number(isPlaylist(b)) || (b.height ?? 0) - (a.height ?? 0));
  if (best !== undefined) return { url: best.url, kind: best.kind, ...poster };
  const source = media.fileUrl;
  if (source === undefined) return undefined;
  const type = typeOf(extension(source) || extension(fileName));
  if (type === '' || !canPlay(type)) return undefined;
  return { url: source, kind: type.startsWith('audio') ? 'audio' : 'video', ...poster };
}

const isPlaylist = (stream: PlayStream): boolean => (stream.format ?? extension(stream.url)).toLowerCase() === 'm3u8';

/** Lower case, without dot; query and fragment do not count. */
function extension(name: string): string {
  const path = name.split(/[?#]/)[0] ?? '';
  return /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

let probe: HTMLVideoElement | undefined;

/** The browser's own word for it. `''` means no. */
export function browserCanPlay(type: string): boolean {
  probe ??= document.createElement('video');
  return type !== '' && probe.canPlayType(type) !== '';
}

import type { Media, PlayStream } from '../engine/media.js';
import { amount, defined, field, ids, isFields, rows, text, unwrap, type Fields } from './quirks.js';

/** One media of BatchGetMediaInfos, as far as the page uses it. */
export interface MediaEntryReading {
  /** The outer id and the inner ones, which differ in the documents' own sample. */
  readonly ids: readonly string[];
  readonly status: string | undefined;
  readonly sourceStatus: string | undefined;
  readonly media: Omit<Media, 'id'>;
}

export interface MediaInfosReading {
  readonly entries: readonly MediaEntryReading[];
  readonly missing: readonly string[];
  readonly forbidden: readonly string[];
}

/** Reads a reply of BatchGetMediaInfos; nothing when it is not one. */
export function readMediaInfos(reply: unknown): MediaInfosReading | undefined {
  const fields = unwrap(reply, ['MediaInfos', 'NonExistMediaIds', 'NonExistReferenceIds', 'ForbiddenMediaIds']);
  if (!fields) return undefined;
  return {
    entries: rows(field(fields, 'MediaInfos')).map(readEntry),
    missing: ids(field(fields, 'NonExistMediaIds')),
    forbidden: ids(field(fields, 'ForbiddenMediaIds')),
  };
}

function readEntry(entry: Fields): MediaEntryReading {
  const info = inner(entry, 'MediaInfo');
  const source = inner(entry, 'MezzanineInfo');
  const names = [entry, info, source].flatMap((fields) => text(field(fields, 'MediaId')) ?? []);
  return {
    ids: [...new Set(names)],
    status: text(field(info, 'Status')),
    sourceStatus: text(field(source, 'Status')),
    media: defined({
      title: text(field(info, 'Title')),
      coverUrl: text(field(info, 'CoverURL')),
      duration: amount(field(source, 'Duration')),
      size: amount(field(source, 'Size')),
      width: amount(field(source, 'Width')),
      height: amount(field(source, 'Height')),
      videoCodec: codec(source, 'VideoStreamList'),
      audioCodec: codec(source, 'AudioStreamList'),
      fileUrl: text(field(source, 'FileURL')),
      streams: rows(field(entry, 'PlayInfoList')).flatMap(readStream),
    }),
  };
}

function inner(entry: Fields, name: string): Fields {
  const value = field(entry, name);
  return isFields(value) ? value : {};
}

const codec = (source: Fields, list: string): string | undefined =>
  rows(field(source, list))
    .map((stream) => text(field(stream, 'CodecName')))
    .find((name) => name !== undefined);

function readStream(info: Fields): readonly PlayStream[] {
  const words = (name: string): string | undefined => text(field(info, name));
  const url = words('PlayURL');
  // `Invisible`: a newer stream of the same definition and format has taken its place.
  if (url === undefined || words('Status')?.toLowerCase() === 'invisible') return [];
  const format = words('Format')?.toLowerCase();
  const kind = words('StreamType')?.toLowerCase() ?? (format === 'mp3' ? 'audio' : 'video');
  return [
    defined<PlayStream>({
      url,
      kind: kind === 'audio' ? 'audio' : 'video',
      encrypted: amount(field(info, 'Encrypt')) === 1 || words('EncryptType') !== undefined,
      format,
      definition: words('Definition'),
      codec: words('CodecName'),
      width: amount(field(info, 'Width')),
      height: amount(field(info, 'Height')),
      size: amount(field(info, 'Size')),
      duration: amount(field(info, 'Duration')),
      bitrate: amount(field(info, 'Bitrate')),
    }),
  ];
}

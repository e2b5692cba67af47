import type { Media } from '../engine/media.js';
import { readPlayStream } from './play-streams.js';
import { defined, field, ids, isFields, number, rows, text, texts, unwrap, type Fields } from './quirks.js';
import { readSource } from './source-file.js';

/** One media of BatchGetMediaInfos. */
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
  readonly missingReferences: readonly string[];
  readonly forbidden: readonly string[];
}

/** Reads a reply of BatchGetMediaInfos; nothing when it is not one. */
export function readMediaInfos(reply: unknown): MediaInfosReading | undefined {
  const fields = unwrap(reply, ['MediaInfos', 'NonExistMediaIds', 'NonExistReferenceIds', 'ForbiddenMediaIds']);
  if (!fields) return undefined;
  return {
    entries: rows(field(fields, 'MediaInfos')).map(readEntry),
    missing: ids(field(fields, 'NonExistMediaIds')),
    missingReferences: ids(field(fields, 'NonExistReferenceIds')),
    forbidden: ids(field(fields, 'ForbiddenMediaIds')),
  };
}

function readEntry(entry: Fields): MediaEntryReading {
  const info = inner(entry, 'MediaInfo');
  const file = inner(entry, 'MezzanineInfo');
  const names = [entry, info, file].flatMap((fields) => text(field(fields, 'MediaId')) ?? []);
  const source = Object.keys(file).length > 0 ? readSource(file) : undefined;
  return {
    ids: [...new Set(names)],
    status: text(field(info, 'Status')),
    sourceStatus: source?.rawStatus,
    media: {
      ...readInfo(info),
      ...defined({
        duration: source?.duration,
        size: source?.size,
        width: source?.width,
        height: source?.height,
        videoCodec: codec(source?.videoStreams),
        audioCodec: codec(source?.audioStreams),
        fileUrl: source?.fileUrl,
        source,
      }),
      streams: rows(field(entry, 'PlayInfoList')).flatMap(readPlayStream),
    },
  };
}

function readInfo(info: Fields): Pick<Media, 'tags' | 'snapshots'> {
  const words = (name: string): string | undefined => text(field(info, name));
  const download = words('DownloadSwitch')?.toLowerCase();
  return {
    ...defined<Partial<Media>>({
      title: words('Title'),
      description: words('Description'),
      cateId: number(field(info, 'CateId')),
      cateName: words('CateName'),
      coverUrl: words('CoverURL'),
      createdAt: words('CreationTime'),
      modifiedAt: words('ModificationTime'),
      storageLocation: words('StorageLocation'),
      storageClass: words('StorageClass'),
      restoreStatus: words('RestoreStatus'),
      restoreExpiration: words('RestoreExpiration'),
      templateGroupId: words('TemplateGroupId'),
      downloadable: download === undefined ? undefined : download === 'on',
      appId: words('AppId'),
      referenceId: words('ReferenceId'),
      userData: words('UserData'),
    }),
    tags: ids(words('Tags')),
    // A signed URL may have a comma in it. Of a list that was cut off the last one is not whole.
    snapshots: texts(field(info, 'Snapshots')).filter((url) => /^https?:/i.test(url)),
  };
}

function inner(entry: Fields, name: string): Fields {
  const value = field(entry, name);
  return isFields(value) ? value : {};
}

const codec = (streams: readonly { readonly codec?: string }[] | undefined): string | undefined =>
  streams?.map((stream) => stream.codec).find((name) => name !== undefined);

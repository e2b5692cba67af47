import type { Media } from '../engine/media.js';
import { readPlayStream } from './play-streams.js';
import { amount, defined, field, ids, isFields, number, rows, text, texts, unwrap, type Fields } from './quirks.js';
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
  readonly requestId: string | undefined;
  readonly entries: readonly MediaEntryReading[];
  readonly missing: readonly string[];
  readonly missingReferences: readonly string[];
  readonly forbidden: readonly string[];
}

const LISTS = ['MediaInfos', 'NonExistMediaIds', 'NonExistReferenceIds', 'ForbiddenMediaIds'];
/** What GetVideoInfo, GetPlayInfo and GetMezzanineInfo say of one media. */
const SINGLE = ['Video', 'VideoBase', 'Mezzanine'];

/**
 * Reads a reply of BatchGetMediaInfos; nothing when it is not one. A backend that has only the calls for one media may
 * answer with theirs, alone or as entries of `MediaInfos`.
 */
export function readMediaInfos(reply: unknown): MediaInfosReading | undefined {
  const fields = unwrap(reply, [...LISTS, ...SINGLE]);
  if (!fields) return undefined;
  const isSingle = SINGLE.some((name) => field(fields, name) !== undefined);
  return {
    requestId: text(field(fields, 'RequestId')),
    entries: (isSingle ? [fields] : rows(field(fields, 'MediaInfos'))).map(readEntry),
    missing: ids(field(fields, 'NonExistMediaIds')),
    missingReferences: ids(field(fields, 'NonExistReferenceIds')),
    forbidden: ids(field(fields, 'ForbiddenMediaIds')),
  };
}

function readEntry(entry: Fields): MediaEntryReading {
  const info = { ...inner(entry, 'VideoBase'), ...inner(entry, 'Video'), ...inner(entry, 'MediaInfo') };
  const file = { ...inner(entry, 'Mezzanine'), ...inner(entry, 'MezzanineInfo') };
  const names = [entry, info, file].flatMap((fields) => idOf(fields) ?? []);
  const source = Object.keys(file).length > 0 ? readSource(file) : undefined;
  return {
    ids: [...new Set(names)],
    status: text(field(info, 'Status')),
    sourceStatus: source?.rawStatus,
    media: {
      ...readInfo(info),
      ...defined({
        duration: source?.duration ?? amount(field(info, 'Duration')),
        size: source?.size ?? amount(field(info, 'Size')),
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

const idOf = (fields: Fields): string | undefined => text(field(fields, 'MediaId')) ?? text(field(fields, 'VideoId'));

function inner(entry: Fields, name: string): Fields {
  const value = field(entry, name);
  return isFields(value) ? value : {};
}

const codec = (streams: readonly { readonly codec?: string }[] | undefined): string | undefined =>
  streams?.map((stream) => stream.codec).find((name) => name !== undefined);

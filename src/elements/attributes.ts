import { DEFAULTS, type MetadataInput, type Settings } from '../engine/settings.js';
import { parseDuration, parseSize } from './amounts.js';
import { read } from './sense.js';
import type { BackendCalls, Connection, HeadersSource, MetadataSource, StoreChoice } from './uploader-factory.js';

/** What `<vod-uploader>` takes as attributes and properties, as they were written. */
export interface Attributes {
  endpoint?: string | undefined;
  createUrl?: string | undefined;
  refreshUrl?: string | undefined;
  detailsUrl?: string | undefined;
  infosUrl?: string | undefined;
  urls?: Readonly<Record<string, string>> | undefined;
  backend?: BackendCalls | undefined;
  headers?: HeadersSource | undefined;
  withCredentials: boolean;
  pollsPerSecond?: string | number | undefined;
  service?: string | undefined;
  store?: StoreChoice | undefined;
  region?: string | undefined;
  cname: boolean;
  accept: string;
  resumeMode?: string | undefined;
  userKey?: string | undefined;
  checksum?: string | undefined;
  multiple: boolean;
  maxFiles?: string | number | undefined;
  maxFileSize?: string | number | undefined;
  minFileSize?: string | number | undefined;
  maxDuration?: string | number | undefined;
  noInspect?: boolean | undefined;
  manual: boolean;
  details?: boolean | undefined;
  maxConcurrentUploads?: string | number | undefined;
  maxConnections?: string | number | undefined;
  partSize?: string | number | undefined;
  maxBandwidth?: string | number | undefined;
  noTranscode: boolean;
  deleteCanceled: boolean;
  validate?: Settings['validate'];
  metadata?: MetadataSource | undefined;
  videoTitle?: string | undefined;
  description?: string | undefined;
  tags?: string | readonly string[] | undefined;
  cateId?: string | number | undefined;
  templateGroupId?: string | undefined;
  workflowId?: string | undefined;
  storageLocation?: string | undefined;
  appId?: string | undefined;
  referenceId?: string | undefined;
  coverUrl?: string | undefined;
  extend?: unknown;
}

function parseCount(written: string | number): number {
  const count = Number(written);
  if (count >= 1 && (Number.isInteger(count) || count === Infinity)) return count;
  throw new TypeError('write a whole number, 1 or more');
}

/** Of calls each second. */
export function parseRate(written: string | number): number {
  const rate = Number(written);
  if (rate > 0) return rate;
  throw new TypeError('write a number above 0');
}

const orAuto = (parse: (written: string | number) => number) => (written: string | number) =>
  written === 'auto' ? 'auto' : parse(written);

/** OSS takes no smaller part but the last (UploadPart). */
const MIN_PART_BYTES = 102_400;

function parsePartSize(written: string | number): number {
  const bytes = parseSize(written);
  if (bytes < MIN_PART_BYTES) throw new TypeError('the storage takes 100KB or more');
  return bytes;
}

function parseBandwidth(written: string | number): number {
  const bytes = written === 'off' ? Infinity : parseSize(written);
  if (bytes === 0) throw new TypeError('write off, 500KB, 2MB or a number of bytes per second');
  return bytes;
}

/** One of these words. */
export const oneOf =
  <W extends string>(...words: readonly W[]) =>
  (written: string): W => {
    const found = words.find((word) => word === written);
    if (found === undefined) throw new TypeError(`write ${words.join(' or ')}`);
    return found;
  };

/** Number of files in the list at once: one, any number, or so many. */
export const limitOf = (a: Pick<Attributes, 'multiple' | 'maxFiles'>): number =>
  read(a, 'maxFiles', parseCount, a.multiple ? Infinity : 1);

const storeOf = (a: Partial<Pick<Attributes, 'store'>>): StoreChoice | undefined =>
  typeof a.store === 'string' ? read(a as { store: string }, 'store', oneOf('native', 'ali-oss'), 'native') : a.store;

type ConnectionWords = Partial<
  Pick<
    Attributes,
    | 'endpoint'
    | 'createUrl'
    | 'refreshUrl'
    | 'detailsUrl'
    | 'infosUrl'
    | 'urls'
    | 'backend'
    | 'headers'
    | 'withCredentials'
    | 'service'
    | 'store'
    | 'region'
    | 'cname'
  >
>;

/** One way to write a connection, so that all who speak to the same backend are known to. */
export function connectionOf(a: ConnectionWords): Connection {
  const urls = {
    CreateUploadVideo: a.createUrl,
    RefreshUploadVideo: a.refreshUrl,
    GetUploadDetails: a.detailsUrl,
    BatchGetMediaInfos: a.infosUrl,
    ...a.urls,
  };
  return said({
    endpoint: a.endpoint,
    urls: said(urls),
    backend: a.backend,
    headers: a.headers,
    withCredentials: a.withCredentials,
    service: a.service === undefined ? undefined : read(a, 'service', oneOf('vod', 'ims'), 'vod'),
    store: storeOf(a),
    region: a.region,
    cname: a.cname,
  });
}

type Amount =
  | 'maxFileSize'
  | 'minFileSize'
  | 'maxDuration'
  | 'maxConcurrentUploads'
  | 'maxConnections'
  | 'partSize'
  | 'maxBandwidth'
  | 'pollsPerSecond';

export function settingsOf(a: Attributes): Partial<Settings> {
  const written = writtenMetadata(a);
  const { metadata } = a;
  // Needed only when the first upload begins; a page hears of its mistake before.
  storeOf(a);
  const setting = <K extends Amount>(name: K, parse: (written: string | number) => Settings[K]): Settings[K] =>
    read<Amount, string | number, Settings[K], Settings[K]>(a, name, parse, DEFAULTS[name]);
  return {
    scope: [a.endpoint ?? a.createUrl ?? '', a.userKey ?? ''].join(' ').trim(),
    checksum: read(a, 'checksum', oneOf('md5', 'none'), DEFAULTS.checksum),
    accept: a.accept,
    maxFiles: limitOf(a),
    maxFileSize: setting('maxFileSize', parseSize),
    minFileSize: setting('minFileSize', parseSize),
    maxDuration: setting('maxDuration', parseDuration),
    inspect: a.noInspect !== true,
    manual: a.manual || a.details === true,
    maxConcurrentUploads: setting('maxConcurrentUploads', parseCount),
    maxConnections: setting('maxConnections', orAuto(parseCount)),
    partSize: setting('partSize', orAuto(parsePartSize)),
    maxBandwidth: setting('maxBandwidth', parseBandwidth),
    pollsPerSecond: setting('pollsPerSecond', parseRate),
    noTranscode: a.noTranscode,
    deleteCanceled: a.deleteCanceled,
    // The page's function or object speaks of one file, the attributes of all: the nearer word wins.
    metadata:
      typeof metadata === 'function'
        ? async (file: File) => ({ ...written, ...(await metadata(file)) })
        : { ...written, ...metadata },
    ...(a.validate !== undefined && { validate: a.validate }),
  };
}

function writtenMetadata(a: Attributes): MetadataInput {
  return said({
    title: a.videoTitle,
    description: a.description,
    tags: typeof a.tags === 'string' ? a.tags.split(',') : a.tags,
    cateId: read(a, 'cateId', parseCount, undefined),
    templateGroupId: a.templateGroupId,
    workflowId: a.workflowId,
    storageLocation: a.storageLocation,
    appId: a.appId,
    referenceId: a.referenceId,
    coverUrl: a.coverUrl,
    extend: typeof a.extend === 'string' ? json(a.extend) : a.extend,
  });
}

/** An attribute holds JSON, or plain text that is meant as it stands. */
function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Without what was not said. */
function said<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

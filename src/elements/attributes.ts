import { DEFAULTS, type MetadataInput, type Settings } from '../engine/settings.js';
import type { Connection, HeadersSource, MetadataSource } from './uploader-factory.js';

/** What `<vod-uploader>` takes as attributes and properties, as they were written. */
export interface Attributes {
  endpoint?: string | undefined;
  createUrl?: string | undefined;
  refreshUrl?: string | undefined;
  detailsUrl?: string | undefined;
  infosUrl?: string | undefined;
  backend?: unknown;
  headers?: HeadersSource | undefined;
  withCredentials: boolean;
  store?: unknown;
  region?: string | undefined;
  cname: boolean;
  accept: string;
  multiple: boolean;
  maxFiles?: number | undefined;
  maxFileSize?: string | number | undefined;
  minFileSize?: string | number | undefined;
  manual: boolean;
  maxConcurrentUploads?: number | undefined;
  maxConnections?: string | number | undefined;
  partSize?: string | number | undefined;
  noTranscode: boolean;
  validate?: Settings['validate'];
  metadata?: MetadataSource | undefined;
  videoTitle?: string | undefined;
  description?: string | undefined;
  tags?: string | readonly string[] | undefined;
  cateId?: number | undefined;
  templateGroupId?: string | undefined;
  workflowId?: string | undefined;
  storageLocation?: string | undefined;
  appId?: string | undefined;
  referenceId?: string | undefined;
  coverUrl?: string | undefined;
  extend?: unknown;
}

const UNITS = ['b', 'kb', 'mb', 'gb', 'tb'];

/** Bytes of `2GB`, `1.5 MB`, `500k` or `1048576`; steps of 1024. Undefined where nothing is said; a `TypeError` for nonsense. */
export function parseSize(written: string | number | undefined): number | undefined {
  if (written === undefined || written === '') return undefined;
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgt]?)i?b?)?\s*$/i.exec(String(written)) ?? [];
  if (number === undefined) throw new TypeError(`"${written}" is not a size: write 2GB, 500MB or a number of bytes`);
  return Math.round(Number(number) * 1024 ** UNITS.indexOf(`${(unit ?? '').toLowerCase()}b`));
}

const sizeOrAuto = (written: string | number | undefined): number | 'auto' =>
  written === 'auto' ? 'auto' : (parseSize(written) ?? 'auto');

/** Number of files in the list at once: one, any number, or so many. */
export const limitOf = ({ multiple, maxFiles }: Pick<Attributes, 'multiple' | 'maxFiles'>): number =>
  maxFiles !== undefined && maxFiles > 0 ? maxFiles : multiple ? Infinity : 1;

export function connectionOf(a: Attributes): Connection {
  const urls = {
    CreateUploadVideo: a.createUrl,
    RefreshUploadVideo: a.refreshUrl,
    GetUploadDetails: a.detailsUrl,
    BatchGetMediaInfos: a.infosUrl,
  };
  return said({
    endpoint: a.endpoint,
    urls: said(urls),
    backend: a.backend,
    headers: a.headers,
    withCredentials: a.withCredentials,
    store: a.store,
    region: a.region,
    cname: a.cname,
  });
}

export function settingsOf(a: Attributes): Partial<Settings> {
  const written = writtenMetadata(a);
  const { metadata } = a;
  return {
    accept: a.accept,
    maxFiles: limitOf(a),
    maxFileSize: parseSize(a.maxFileSize) ?? DEFAULTS.maxFileSize,
    minFileSize: parseSize(a.minFileSize) ?? DEFAULTS.minFileSize,
    manual: a.manual,
    maxConcurrentUploads: a.maxConcurrentUploads ?? DEFAULTS.maxConcurrentUploads,
    maxConnections: a.maxConnections === undefined || a.maxConnections === 'auto' ? 'auto' : Number(a.maxConnections),
    partSize: sizeOrAuto(a.partSize),
    noTranscode: a.noTranscode,
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
    cateId: a.cateId,
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

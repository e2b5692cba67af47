import type { Query } from '../oss/request.js';
import { ossError } from './oss-error.js';
import { queryOf } from './incoming.js';

export interface OssAddress {
  /** `''` addresses the service. */
  readonly bucket: string;
  /** Raw; `''` addresses the bucket. */
  readonly key: string;
  readonly query: Query;
}

/** The names that OSS goes by: its own, and what a test may point anywhere with a Host header. */
const SERVICE_HOST = /^(?:oss\.localhost|127(?:\.\d+){3}|localhost|\[::1\]|oss[\w-]*\.aliyuncs\.com)$/;
const BUCKET_HOST = /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\.(?:oss\.localhost|127(?:\.\d+){3}|oss[\w-]*\.aliyuncs\.com)$/;

/** Does this host belong to OSS alone? */
export const isOssHost = (hostname: string): boolean =>
  BUCKET_HOST.test(hostname) || hostname === 'oss.localhost' || /^oss[\w-]*\.aliyuncs\.com$/.test(hostname);

/** The bucket that a host or, in path style, the first segment names. Throws `OssError` on what cannot be decoded. */
export function addressOf(url: URL): OssAddress {
  const path = decoded(url.pathname).slice(1);
  const query = readQuery(url);
  const byHost = BUCKET_HOST.exec(url.hostname)?.[1];
  if (byHost !== undefined) return { bucket: byHost, key: path, query };
  if (!SERVICE_HOST.test(url.hostname)) throw ossError('NoSuchBucket', { BucketName: url.hostname });
  const slash = path.indexOf('/');
  if (slash < 0) return { bucket: path, key: '', query };
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), query };
}

/** 1 to 1,023 bytes that do not begin with a slash or a backslash: OSS, "Object naming conventions". */
export const isObjectName = (key: string): boolean =>
  /^[^/\\]/.test(key) && new TextEncoder().encode(key).byteLength <= 1_023;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw ossError('InvalidURI', {}, "Couldn't parse the specified URI.");
  }
}

function readQuery(url: URL): Query {
  try {
    return queryOf(url);
  } catch {
    throw ossError('InvalidArgument');
  }
}

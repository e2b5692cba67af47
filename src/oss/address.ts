import { UploadError } from '../engine/error.js';
import type { Target } from '../engine/ports.js';
import { encodePath, encodeQuery, type Query } from './request.js';

/** Where a bucket is reached. */
interface Address {
  /** Scheme, host and port; in host style the bucket is in it, if it belongs there. */
  readonly origin: string;
  /** `path`: the bucket is the first segment of the path. */
  readonly style: 'host' | 'path';
}

/**
 * An IP address as host means path style, anything else the bucket as a subdomain. `https` is whether the page itself
 * is: from there an `http:` endpoint would be blocked as mixed content. Throws `ticket-malformed`.
 */
export function addressOf(target: Target, https: boolean): Address {
  const url = endpointUrl(target);
  const isIp = IP.test(url.hostname);
  if (https && url.protocol === 'http:' && !isIp && !LOCALHOST.test(url.hostname)) url.protocol = 'https:';
  if (isIp) return { origin: url.origin, style: 'path' };
  const hasBucket = target.cname === true || url.hostname.startsWith(`${target.bucket}.`);
  const host = publicHost(url.host);
  return { origin: `${url.protocol}//${hasBucket ? host : `${target.bucket}.${host}`}`, style: 'host' };
}

export function objectUrl(target: Target, query: Query, https: boolean): string {
  const { origin, style } = addressOf(target, https);
  const path = style === 'path' ? `${target.bucket}/${target.key}` : target.key;
  return `${origin}/${encodePath(path)}${encodeQuery(query)}`;
}

/** `cn-shanghai`, or nothing where neither ticket nor host tells: acceleration endpoints and custom domains do not. */
export function regionOf(target: Target): string | undefined {
  if (target.region) return target.region.replace(/^oss-/, '');
  const host = publicHost(endpointUrl(target).hostname);
  const region = /(?:^|\.)oss-([a-z0-9-]+)\.aliyuncs\.com$/.exec(host)?.[1];
  return region === undefined || region.startsWith('accelerate') ? undefined : region;
}

const IP = /^(\d+\.\d+\.\d+\.\d+|\[.*\])$/;
const LOCALHOST = /(^|\.)localhost$/;

function endpointUrl({ endpoint }: Target): URL {
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`);
    if (/^https?:$/.test(url.protocol)) return url;
  } catch {
    // Said below, without the engine's wording.
  }
  throw new UploadError('ticket-malformed', 'The ticket names no http(s) endpoint for OSS');
}

// A backend inside Alibaba Cloud may hand out its own view of the bucket: no browser reaches the `-internal` and VPC
// names, and every one of them has a public twin.
const publicHost = (host: string): string =>
  host.replace(/-internal(?=\.aliyuncs\.com(:\d+)?$)/, '').replace(/(^|\.)vpc100-(?=oss-)/, '$1');

import type { Look, PartReceipt, StoredPart } from '../engine/ports.js';
import type { Call } from './calls.js';
import { isHtml, readRefusal, refused, unreadable } from './errors.js';
import type { SendReply } from '../engine/send-port.js';
import { childrenOf, parseXml, textOf, type XmlElement } from './xml.js';

/** Every reader takes an answer with a good status and throws an `UploadError` when it is not what was asked for. */
type Reader<T> = (call: Call, reply: SendReply, now: number) => T;

export const readUploadId: Reader<string> = (call, reply, now) => {
  const uploadId = textOf(rootOf('InitiateMultipartUploadResult', call, reply, now), 'UploadId');
  if (uploadId === undefined) throw unreadable(call, reply);
  return uploadId;
};

/** A missing ETag is no error here: CORS may hide it, and the engine knows another way to learn it. */
export const readReceipt: Reader<PartReceipt> = (call, reply) => {
  const etag = reply.headers.get('etag');
  if (etag === null && (isHtml(reply) || (reply.text.trim() !== '' && !isFromOss(reply))))
    throw unreadable(call, reply);
  return { ...(etag !== null && { etag }), ...checksum(reply) };
};

interface PartsPage {
  readonly parts: readonly StoredPart[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: number;
}

export const readParts: Reader<PartsPage> = (call, reply, now) => {
  const root = rootOf('ListPartsResult', call, reply, now);
  const parts = childrenOf(root, 'Part').map((part) => {
    const [n, size] = [integer(part, 'PartNumber'), integer(part, 'Size')];
    const etag = textOf(part, 'ETag');
    if (n === undefined || size === undefined || etag === undefined) throw unreadable(call, reply);
    return { n, size, etag };
  });
  if (textOf(root, 'IsTruncated') !== 'true') return { parts };
  const next = integer(root, 'NextPartNumberMarker');
  if (next === undefined) throw unreadable(call, reply);
  return { parts, next };
};

/** 203 is CallbackFailed: the object is whole, only somebody was not told, so its body does not matter. */
export const readSeal: Reader<{ crc64?: string; callbackFailed?: true }> = (call, reply, now) => {
  if (reply.status === 203) return { ...checksum(reply), callbackFailed: true };
  rootOf('CompleteMultipartUploadResult', call, reply, now);
  return checksum(reply);
};

export const readLook: Reader<Look> = (call, reply) => {
  if (isHtml(reply) && !isFromOss(reply)) throw unreadable(call, reply);
  const length = reply.headers.get('content-length');
  // A compressing proxy takes the length away; without it nothing can be said.
  if (length === null || !/^\d+$/.test(length)) return { found: 'refused' };
  return { found: 'present', size: Number(length), ...checksum(reply) };
};

function rootOf(name: string, call: Call, reply: SendReply, now: number): XmlElement {
  const root = parse(reply.text);
  if (root?.name === 'Error') throw refused(call, reply, readRefusal(reply), now);
  if (root?.name !== name) throw unreadable(call, reply);
  return root;
}

function parse(text: string): XmlElement | undefined {
  try {
    return parseXml(text);
  } catch {
    return undefined;
  }
}

function integer(element: XmlElement, name: string): number | undefined {
  const text = textOf(element, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const isFromOss = (reply: SendReply): boolean =>
  reply.headers.get('x-oss-request-id') !== null || reply.headers.get('x-oss-hash-crc64ecma') !== null;

function checksum(reply: SendReply): { crc64?: string } {
  const crc64 = reply.headers.get('x-oss-hash-crc64ecma');
  return crc64 === null ? {} : { crc64 };
}

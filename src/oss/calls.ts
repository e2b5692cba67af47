import type { SendRequest } from '../engine/send-port.js';
import type { Query } from './request.js';
import { completeXml } from './xml.js';

/** The operations of OSS that an upload and its cover need, in OSS's own names. */
export type Call =
  | { readonly operation: 'InitiateMultipartUpload'; readonly contentType: string }
  | {
      readonly operation: 'UploadPart';
      readonly uploadId: string;
      readonly n: number;
      readonly blob: Blob;
      /** Base64. */
      readonly md5?: string;
    }
  | { readonly operation: 'ListParts'; readonly uploadId: string; readonly marker: number }
  | {
      readonly operation: 'CompleteMultipartUpload';
      readonly uploadId: string;
      readonly parts: readonly { readonly n: number; readonly etag: string }[];
    }
  | { readonly operation: 'HeadObject' }
  | { readonly operation: 'AbortMultipartUpload'; readonly uploadId: string }
  | {
      readonly operation: 'PutObject';
      readonly blob: Blob;
      readonly contentType: string;
      /** Base64. */
      readonly md5?: string;
    };

/** The most that OSS puts on one page. */
export const PARTS_PER_PAGE = 1000;

interface Wire extends Pick<SendRequest, 'method' | 'headers' | 'body'> {
  readonly query: Query;
}

/** What goes over the wire, before it is signed. */
export function wireOf(call: Call): Wire {
  switch (call.operation) {
    case 'InitiateMultipartUpload':
      return {
        method: 'POST',
        query: { uploads: null },
        headers: call.contentType ? { 'content-type': call.contentType } : {},
      };
    case 'UploadPart':
      return {
        method: 'PUT',
        query: { partNumber: String(call.n), uploadId: call.uploadId },
        headers: call.md5 === undefined ? {} : { 'content-md5': call.md5 },
        body: call.blob,
      };
    case 'ListParts': {
      const { uploadId, marker } = call;
      const query = { uploadId, 'max-parts': String(PARTS_PER_PAGE), 'part-number-marker': String(marker) };
      return { method: 'GET', query, headers: {} };
    }
    case 'CompleteMultipartUpload':
      return {
        method: 'POST',
        query: { uploadId: call.uploadId },
        headers: { 'content-type': 'application/xml' },
        body: completeXml(call.parts),
      };
    case 'HeadObject':
      return { method: 'HEAD', query: {}, headers: {} };
    case 'AbortMultipartUpload':
      return { method: 'DELETE', query: { uploadId: call.uploadId }, headers: {} };
    case 'PutObject': {
      const headers = { 'content-type': call.contentType, ...(call.md5 !== undefined && { 'content-md5': call.md5 }) };
      return { method: 'PUT', query: {}, headers, body: call.blob };
    }
  }
}

import type { IncomingMessage } from 'node:http';
import { readPartList } from '../../src/emulator/part-list.js';
import { xmlDocument } from '../../src/emulator/xml.js';
import { sumsOf } from './sums.js';
import { drain, refuse, text, type Answer } from './answer.js';

interface Upload {
  readonly key: string;
  readonly parts: Map<number, number>;
}

const SMALLEST_PART = 102_400;
const XML = { 'content-type': 'application/xml' };

/**
 * What an upload asks of OSS, strict in what makes an object (numbers, sizes, ETags, Content-MD5) and blind to
 * signatures and tokens. Bodies are counted and thrown away.
 */
export class Bucket {
  /** Bytes by key. */
  readonly objects = new Map<string, number>();
  readonly #uploads = new Map<string, Upload>();
  #count = 0;

  async answer(req: IncomingMessage, { pathname: key, searchParams: query }: URL): Promise<Answer> {
    const uploadId = query.get('uploadId');
    if (req.method === 'POST' && query.has('uploads')) return this.#open(req, key);
    if (uploadId !== null) {
      const upload = this.#uploads.get(uploadId);
      if (upload?.key !== key) return refuse(req, 404, 'NoSuchUpload');
      if (req.method === 'PUT') return this.#put(req, upload, Number(query.get('partNumber')));
      if (req.method === 'POST') return this.#complete(req, uploadId, upload);
      if (req.method === 'GET') return list(req, uploadId, upload, query);
      this.#uploads.delete(uploadId);
      return { status: 204 };
    }
    if (req.method === 'PUT') return this.#object(req, key);
    const size = this.objects.get(key);
    if (req.method !== 'HEAD') return refuse(req, 405, 'MethodNotAllowed');
    if (size === undefined) return { status: 404 };
    return { status: 200, headers: { ...sumHeaders(size), 'content-length': String(size) } };
  }

  async #open(req: IncomingMessage, key: string): Promise<Answer> {
    await drain(req);
    this.#count += 1;
    const UploadId = `UPLOAD${String(this.#count).padStart(26, '0')}`;
    this.#uploads.set(UploadId, { key, parts: new Map() });
    const body = xmlDocument('InitiateMultipartUploadResult', { Bucket: 'bench', Key: key.slice(1), UploadId });
    return { status: 200, headers: XML, body };
  }

  async #put(req: IncomingMessage, { parts }: Upload, n: number): Promise<Answer> {
    const size = await drain(req);
    if (!(n >= 1 && n <= 10_000)) return refuse(req, 400, 'InvalidArgument');
    const answer = received(req, size);
    if (answer.status === 200) parts.set(n, size);
    return answer;
  }

  async #object(req: IncomingMessage, key: string): Promise<Answer> {
    const size = await drain(req);
    const answer = received(req, size);
    if (answer.status === 200) this.objects.set(key, size);
    return answer;
  }

  async #complete(req: IncomingMessage, uploadId: string, { key, parts }: Upload): Promise<Answer> {
    const listed = readPartList(await text(req));
    let last = 0;
    let total = 0;
    for (const [at, { n, etag }] of listed.entries()) {
      const size = parts.get(n);
      if (n <= last) return refuse(req, 400, 'InvalidPartOrder');
      if (size === undefined || sumsOf(size).etag !== etag.toUpperCase()) return refuse(req, 400, 'InvalidPart');
      if (size < SMALLEST_PART && at < listed.length - 1) return refuse(req, 400, 'EntityTooSmall');
      last = n;
      total += size;
    }
    this.#uploads.delete(uploadId);
    this.objects.set(key, total);
    const { etag } = sumsOf(total);
    const tree = { Location: `http://bench${key}`, Bucket: 'bench', Key: key.slice(1), ETag: `"${etag}"` };
    return {
      status: 200,
      headers: { ...XML, ...sumHeaders(total) },
      body: xmlDocument('CompleteMultipartUploadResult', tree),
    };
  }
}

const sumHeaders = (size: number): Record<string, string> => {
  const { etag, crc64 } = sumsOf(size);
  return { etag: `"${etag}"`, 'x-oss-hash-crc64ecma': crc64 };
};

function received(req: IncomingMessage, size: number): Answer {
  const { 'content-length': length, 'content-md5': md5 } = req.headers;
  if (length !== undefined && Number(length) !== size) return refuse(req, 400, 'IncompleteBody');
  if (md5 !== undefined && md5 !== sumsOf(size).md5) return refuse(req, 400, 'BadDigest');
  return { status: 200, headers: sumHeaders(size) };
}

function list(req: IncomingMessage, UploadId: string, { key, parts }: Upload, query: URLSearchParams): Answer {
  req.resume();
  const marker = Number(query.get('part-number-marker') ?? 0);
  const rest = [...parts].filter(([n]) => n > marker).sort(([a], [b]) => a - b);
  const page = rest.slice(0, 1000);
  const body = xmlDocument('ListPartsResult', {
    Bucket: 'bench',
    Key: key.slice(1),
    UploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.[0] ?? 0,
    MaxParts: 1000,
    IsTruncated: rest.length > page.length,
    Part: page.map(([PartNumber, Size]) => ({ PartNumber, Size, ETag: `"${sumsOf(Size).etag}"` })),
  });
  return { status: 200, headers: XML, body };
}

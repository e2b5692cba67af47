import { base64, hex } from '../oss/hmac.js';
import { combineCrc64 } from './crc64.js';
import type { OpenDigest } from './digest.js';
import { ossError } from './oss-error.js';
import { partsFor, type MultipartUpload, type ObjectHeaders, type Rules, type StoredPart } from './multipart-upload.js';
import type { ListedPart } from './part-list.js';
import { randomHex } from './random.js';
import { Content, type Chunks, type Piece, type Storage } from './storage.js';

/** A body that has arrived whole. */
interface Received {
  readonly piece: Piece;
  readonly md5: Uint8Array;
  readonly crc64: bigint;
}

export interface StoredObject {
  readonly key: string;
  readonly content: Content;
  /** Without quotes. */
  readonly etag: string;
  readonly crc64: bigint;
  readonly headers: ObjectHeaders;
  readonly type: 'Normal' | 'Multipart';
  readonly modifiedAt: number;
  /** Made by VOD, not uploaded. */
  readonly derived?: boolean;
}

/** VOD removes what nobody finishes (DeleteMultipartUpload, Mar 2026). */
const UPLOAD_LIFE_MS = 7 * 24 * 3_600_000;

/** Objects and unfinished uploads. Every change is one synchronous step after its bytes have arrived: whoever commits last wins. */
export class Bucket {
  readonly objects = new Map<string, StoredObject>();
  readonly #uploads = new Map<string, MultipartUpload>();

  constructor(
    readonly name: string,
    private readonly storage: Storage,
    private readonly openDigest: OpenDigest,
    private readonly now: () => number,
    private readonly onStored: (object: StoredObject) => void,
  ) {}

  /** Those that are younger than 7 days: the older ones go with their parts. */
  get uploads(): ReadonlyMap<string, MultipartUpload> {
    for (const upload of this.#uploads.values()) {
      if (this.now() - upload.startedAt >= UPLOAD_LIFE_MS) void this.#forget(upload);
    }
    return this.#uploads;
  }

  /** Nothing is kept when the body breaks off, is not `length` bytes or has another MD5 than `contentMd5` (Base64). */
  async receive(body: Chunks, expected: { length?: number; contentMd5?: string } = {}): Promise<Received> {
    const digest = await this.openDigest();
    const piece = await this.storage.write(hashed(body, digest)).catch(noRoom);
    const received = { piece, ...digest.finish() };
    const { length, contentMd5 } = expected;
    const code =
      length !== undefined && length !== piece.size
        ? 'IncompleteBody'
        : contentMd5 !== undefined && contentMd5 !== base64(received.md5)
          ? 'InvalidDigest'
          : undefined;
    if (code === undefined) return received;
    await piece.drop();
    throw ossError(code);
  }

  put(key: string, received: Received, headers: ObjectHeaders, derived = false): StoredObject {
    const content = new Content([received.piece]);
    const etag = hex(received.md5).toUpperCase();
    return this.#store({
      key,
      content,
      etag,
      crc64: received.crc64,
      headers,
      type: 'Normal',
      modifiedAt: this.now(),
      derived,
    });
  }

  open(key: string, headers: ObjectHeaders): MultipartUpload {
    const upload = {
      id: randomHex(16).toUpperCase(),
      key,
      headers,
      startedAt: this.now(),
      parts: new Map<number, StoredPart>(),
    };
    this.#uploads.set(upload.id, upload);
    return upload;
  }

  /** Throws NoSuchUpload; an id counts only together with its key. */
  find(key: string, uploadId: string): MultipartUpload {
    const upload = this.uploads.get(uploadId);
    if (upload?.key !== key) throw ossError('NoSuchUpload', { UploadId: uploadId });
    return upload;
  }

  /** The upload may be gone by the time its part has arrived. */
  putPart(key: string, uploadId: string, n: number, received: Received): StoredPart {
    const { piece, md5, crc64 } = received;
    try {
      const upload = this.find(key, uploadId);
      const part = { n, size: piece.size, etag: hex(md5).toUpperCase(), crc64, piece, modifiedAt: this.now() };
      const old = upload.parts.get(n);
      upload.parts.set(n, part);
      void old?.piece.drop();
      return part;
    } catch (error) {
      void piece.drop();
      throw error;
    }
  }

  /** `listed` is absent for x-oss-complete-all. Atomic: the object is whole or the upload is untouched. */
  complete(key: string, uploadId: string, listed: readonly ListedPart[] | undefined, rules: Rules): StoredObject {
    const upload = this.find(key, uploadId);
    const parts = partsFor(upload, listed, rules);
    this.#uploads.delete(uploadId);
    const used = new Set(parts);
    for (const part of upload.parts.values()) if (!used.has(part)) void part.piece.drop();
    return this.#store({
      key,
      content: new Content(parts.map(({ piece }) => piece)),
      etag: `${randomHex(16).toUpperCase()}-${parts.length}`,
      crc64: combineCrc64(parts),
      headers: upload.headers,
      type: 'Multipart',
      modifiedAt: this.now(),
    });
  }

  async abort(key: string, uploadId: string): Promise<void> {
    await this.#forget(this.find(key, uploadId));
  }

  async remove(key: string): Promise<void> {
    const object = this.objects.get(key);
    this.objects.delete(key);
    await object?.content.drop();
  }

  async clear(): Promise<void> {
    const keys = [...this.objects.keys()];
    const uploads = [...this.uploads.values()];
    await Promise.all([...keys.map((key) => this.remove(key)), ...uploads.map(({ key, id }) => this.abort(key, id))]);
  }

  async #forget({ id, parts }: MultipartUpload): Promise<void> {
    this.#uploads.delete(id);
    await Promise.all([...parts.values()].map(({ piece }) => piece.drop()));
  }

  #store(object: StoredObject): StoredObject {
    const old = this.objects.get(object.key);
    this.objects.set(object.key, object);
    void old?.content.drop();
    this.onStored(object);
    return object;
  }
}

/** A disk that is full is the service's trouble, and not for ever. */
function noRoom(error: unknown): never {
  const { code } = error as { code?: unknown };
  throw code === 'ENOSPC' || code === 'EDQUOT' ? ossError('InsufficientStorage') : error;
}

async function* hashed(
  body: Chunks,
  digest: { update(chunk: Uint8Array): void },
): Chunks & AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of body) {
    digest.update(chunk);
    yield chunk;
  }
}

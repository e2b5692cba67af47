import type { IncomingMessage } from 'node:http';
import { drain, type Answer } from './answer.js';

interface Upload {
  readonly length: number;
  offset: number;
}

const VERSION = { 'tus-resumable': '1.0.0' };

/** tus 1.0.0 with creation and concatenation; bodies are counted and thrown away, as by the bucket. */
export class Tus {
  readonly #uploads = new Map<string, Upload>();

  /** Bytes of an upload that is whole; undefined before that. */
  size(path: string): number | undefined {
    const upload = this.#uploads.get(path);
    return upload && upload.offset === upload.length ? upload.length : undefined;
  }

  async answer(req: IncomingMessage, { pathname, origin }: URL): Promise<Answer> {
    if (req.method === 'POST') return this.#create(req, origin);
    const upload = this.#uploads.get(pathname);
    if (upload === undefined) return { status: 404, headers: VERSION };
    if (req.method === 'PATCH') {
      if (Number(req.headers['upload-offset']) !== upload.offset) return { status: 409, headers: VERSION };
      upload.offset += await drain(req);
    }
    const offsets = { 'upload-offset': String(upload.offset), 'upload-length': String(upload.length) };
    return { status: req.method === 'PATCH' ? 204 : 200, headers: { ...VERSION, ...offsets } };
  }

  async #create(req: IncomingMessage, origin: string): Promise<Answer> {
    await drain(req);
    const path = `/tus/${this.#uploads.size + 1}`;
    const partial = /^final;(.*)$/.exec(String(req.headers['upload-concat'] ?? ''))?.[1];
    const length =
      partial === undefined ? Number(req.headers['upload-length']) : this.#sum(partial.trim().split(/\s+/));
    this.#uploads.set(path, { length, offset: partial === undefined ? 0 : length });
    return { status: 201, headers: { ...VERSION, location: `${origin}${path}` } };
  }

  #sum(urls: readonly string[]): number {
    return urls.reduce((sum, url) => sum + (this.size(new URL(url, 'http://sink').pathname) ?? Number.NaN), 0);
  }
}

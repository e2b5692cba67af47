import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { FaultOrder } from '../../src/emulator/faults.js';

/** One request at the emulator. */
export interface Entry {
  readonly service: 'oss' | 'vod' | 'backend';
  readonly op: string;
  readonly status?: number;
  readonly code?: string;
  readonly bytes?: number;
  readonly part?: number;
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** The emulator behind `npm start`, seen and steered from outside. */
export class DemoControl {
  constructor(private readonly url: string) {}

  log = (): Promise<readonly Entry[]> => this.#ask('log');
  objects = (): Promise<readonly { readonly size: number; readonly sha256: string }[]> => this.#ask('objects');
  uploads = (): Promise<readonly { readonly uploadId: string }[]> => this.#ask('uploads');
  videos = (): Promise<readonly { readonly videoId: string }[]> => this.#ask('videos');
  settings = (patch: object): Promise<unknown> => this.#ask('settings', 'PATCH', patch);
  fault = (order: FaultOrder): Promise<unknown> => this.#ask('faults', 'POST', order);
  heal = (): Promise<unknown> => this.#ask('faults', 'DELETE');
  wipe = (): Promise<unknown> => this.#ask('', 'DELETE');

  async #ask<T>(path: string, method = 'GET', body?: object): Promise<T> {
    const response = await fetch(new URL(`/__emulator/demo/${path}`, this.url), {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 ** 2 }), hash);
  return hash.digest('hex');
}

import type { StoredObject } from './bucket.js';
import { randomHex } from './random.js';

/** What CreateUploadVideo was told, and what became of it. Times are ms since 1970. */
export interface Video {
  readonly id: string;
  /** Object key. */
  readonly key: string;
  readonly fileName: string;
  /** Lower case, without dot. */
  readonly extension: string;
  readonly title: string;
  readonly description?: string;
  readonly tags?: string;
  readonly cateId?: number;
  readonly coverUrl?: string;
  readonly userData?: string;
  readonly templateGroupId?: string;
  readonly appId: string;
  readonly referenceId?: string;
  /** Bytes, as announced. */
  readonly fileSize?: number;
  readonly deviceModel: string;
  readonly uploadIp: string;
  /** Service time. */
  readonly createdAt: number;
  /** Service time. */
  modifiedAt: number;
  /** This machine's time: life goes on by it, whatever the service's clock is set to. */
  sealedAt?: number;
  /** Service time. */
  completedAt?: number;
  source?: StoredObject;
}

export type NewVideo = Omit<Video, 'id' | 'key' | 'modifiedAt' | 'sealedAt' | 'completedAt' | 'source'>;

export class Videos {
  readonly #byId = new Map<string, Video>();
  readonly #byKey = new Map<string, Video>();

  get all(): readonly Video[] {
    return [...this.#byId.values()];
  }

  create(video: NewVideo): Video {
    const stem = `${randomHex(4)}-${randomHex(6)}`;
    const created: Video = {
      ...video,
      id: randomHex(16),
      key: `sv/${stem}/${stem}.${video.extension}`,
      modifiedAt: video.createdAt,
    };
    this.#byId.set(created.id, created);
    this.#byKey.set(created.key, created);
    return created;
  }

  find(id: string): Video | undefined {
    return this.#byId.get(id);
  }

  byReference(referenceId: string): Video | undefined {
    return this.all.find((video) => video.referenceId === referenceId);
  }

  /** There is no "finish" call: the object itself moves VOD on. */
  onStored(object: StoredObject, clock: number, serviceTime: number): void {
    const video = this.#byKey.get(object.key);
    if (!video) return;
    video.sealedAt = clock;
    video.completedAt = serviceTime;
    video.modifiedAt = serviceTime;
    video.source = object;
  }

  remove(video: Video): void {
    this.#byId.delete(video.id);
    this.#byKey.delete(video.key);
  }

  clear(): void {
    this.#byId.clear();
    this.#byKey.clear();
  }
}

import type { Service } from '../server/client.js';
import { randomHex } from './random.js';
import type { Video } from './videos.js';

/** Of a job, in the words of VOD's table of 2021. What it says after a cancel is nowhere written. */
export type JobStatus =
  | 'PENDING'
  | 'PROCESSING'
  | 'DOWNLOADING'
  | 'DOWNLOAD_SUCCESS'
  | 'DOWNLOAD_FAIL'
  | 'UPLOADING'
  | 'UPLOAD_SUCCESS'
  | 'UPLOAD_FAIL'
  | 'SUCCESS'
  | 'CANCELED';

/** One import by URL. Times are the service's, ms since 1970. */
export interface UrlJob {
  readonly id: string;
  readonly service: Service;
  readonly url: string;
  readonly userData?: string;
  readonly createdAt: number;
  /** Makes the media: of VOD when the file has arrived, of Intelligent Media Services at once. */
  readonly makeVideo: () => Video;
  status: JobStatus;
  video?: Video;
  /** Bytes, once they are known. */
  size?: number;
  errorCode?: string;
  errorMessage?: string;
  completedAt?: number;
}

type NewJob = Omit<UrlJob, 'id' | 'status'>;

const SESSION_MS = 10 * 60_000;
/** As many records of one URL as a look shows. */
const MOST_OF_A_URL = 100;

export class UrlJobs {
  readonly #byId = new Map<string, UrlJob>();
  readonly #sessions = new Map<string, { readonly at: number; readonly jobs: readonly UrlJob[] }>();

  get all(): readonly UrlJob[] {
    return [...this.#byId.values()];
  }

  create(job: NewJob): UrlJob {
    const created: UrlJob = { ...job, id: randomHex(16), status: 'PENDING' };
    this.#byId.set(created.id, created);
    return created;
  }

  find(id: string): UrlJob | undefined {
    return this.#byId.get(id);
  }

  /** Newest first. */
  of(url: string): readonly UrlJob[] {
    return this.all
      .filter((job) => job.url === url)
      .reverse()
      .slice(0, MOST_OF_A_URL);
  }

  /** What the same session made within the last 10 minutes. */
  session(id: string, now: number): readonly UrlJob[] | undefined {
    const known = this.#sessions.get(id);
    return known !== undefined && now - known.at < SESSION_MS ? known.jobs : undefined;
  }

  remember(id: string, now: number, jobs: readonly UrlJob[]): void {
    this.#sessions.set(id, { at: now, jobs });
  }

  clear(): void {
    this.#byId.clear();
    this.#sessions.clear();
  }
}

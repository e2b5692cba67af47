import type { Action, CreateUploadVideoRequest } from '../vod/protocol.js';
import type { VodClient } from './client.js';
import type { IdempotencyStore } from './idempotency.js';
import type { RateLimits } from './rate-limit.js';

/** Who may call from another origin. Without it only the handler's own origin can. */
export interface CorsOptions {
  /** Exact origins, such as `https://example.com`; `*` is taken as any origin, but then never with cookies. */
  readonly origins: readonly string[];
  /** Lets the named origins send cookies. */
  readonly credentials?: boolean;
}

/** An import that VOD has taken on. */
export interface ImportedJob {
  readonly jobId: string;
  readonly url?: string;
  /** Intelligent Media Services know it at once. */
  readonly mediaId?: string;
}

export interface VodHandlerOptions<User> {
  readonly client: VodClient;
  /**
   * Who is asking? The user (anything truthy), or `false`, `null`, `undefined` for someone who has to sign in (401), or
   * a `Response` of your own. Must not read the request's body. Without it every request is refused.
   */
  readonly authorize?: (
    request: Request,
    action: Action,
  ) => User | Response | false | null | undefined | Promise<User | Response | false | null | undefined>;
  /**
   * May this user touch this media? `'any'` lets every user touch every media, which includes getting write credentials
   * for it. Without it nothing that names a media id works.
   */
  readonly owns?: 'any' | ((user: User, mediaId: string, action: Action) => boolean | Promise<boolean>);
  /**
   * `UserData` of a new media, without what the page may add (`Extend`): `MessageCallback`, `AccelerateConfig` …
   * Its own `Extend`, where it has one, is laid over the page's.
   */
  readonly userData?: (
    user: User,
    request: CreateUploadVideoRequest,
    action: Action,
  ) => Record<string, unknown> | undefined | Promise<Record<string, unknown> | undefined>;
  /**
   * Records who owns a new media, before the page hears of it; a promise is waited for. If it throws, the create fails
   * and its repetition calls it again with the same id.
   */
  readonly onCreated?: (user: User, videoId: string, request: CreateUploadVideoRequest) => unknown;
  /** Records who owns a new image, likewise. */
  readonly onImageCreated?: (user: User, imageId: string) => unknown;
  /**
   * Records who owns new imports, likewise: `owns` is asked by their job ids, and later by the id of the media that each
   * becomes. Called again, with that id, when a poll of theirs first hears of it, and with each poll after until `owns`
   * knows it.
   */
  readonly onImported?: (user: User, jobs: readonly ImportedJob[]) => unknown;
  /** Tells users apart in the idempotency store. Default: their `id`, else their JSON. */
  readonly userKey?: (user: User) => string;
  /** Where replies to creates are remembered. Default: this process's memory, for 3,000 s. `false`: nowhere. */
  readonly idempotency?: IdempotencyStore | false;
  /** Default: all of `ACTIONS` but those that delete (`DELETING_ACTIONS`). */
  readonly allow?: readonly Action[];
  /** Bytes, default 64 KiB. */
  readonly maxBodyBytes?: number;
  /** Calls in a second, by action, of this process; default `RATE_LIMITS`. `false`: no limit. */
  readonly rateLimits?: RateLimits | false;
  /** How long an answer about medias or imports is as good as a new one, ms; default 1,000. */
  readonly cacheMs?: number;
  /** Questions about medias or imports within so many ms are asked together; default 5, 0: each by itself. */
  readonly batchMs?: number;
  readonly cors?: CorsOptions;
  /**
   * Hears what went wrong inside, for your log. What it gets may hold what must not reach the page. Default: one line on
   * the console, without secrets, that says what to do.
   */
  readonly onError?: (error: unknown, action: Action) => void;
}

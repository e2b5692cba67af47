import { signV1Query } from '../oss/sign-v1.js';
import { encodePath, encodeQuery } from '../oss/request.js';
import { Bucket, type StoredObject } from './bucket.js';
import { accountOf, Credentials, type Account } from './credentials.js';
import type { OpenDigest } from './digest.js';
import { Faults } from './faults.js';
import type { Fetch } from './fetch-url.js';
import { isAnalysed, statusOf, type VideoLook } from './life.js';
import { readMedia, type MediaFacts } from './media-facts.js';
import { Overlays } from './overlays.js';
import { isPlayedAsIs, repack } from './playable.js';
import { RequestLog } from './request-log.js';
import { defaultSettings, patchSettings, type Settings, type SettingsPatch } from './settings.js';
import type { Storage } from './storage.js';
import { UrlJobs } from './url-jobs.js';
import { Videos, type Video } from './videos.js';
import type { Wait } from './wait.js';

export const REGION = 'cn-shanghai';
const BUCKET_PREFIX = 'outin-';

export const bucketOf = (world: string): string => BUCKET_PREFIX + world;

/** `undefined` for a bucket that no world can have. */
export const worldOf = (bucket: string): string | undefined =>
  bucket.startsWith(BUCKET_PREFIX) ? bucket.slice(BUCKET_PREFIX.length) : undefined;

interface WorldParts {
  readonly storage: Storage;
  readonly openDigest: OpenDigest;
  /** This machine's clock. */
  readonly clock: () => number;
  readonly wait: Wait;
  /** A URL for an object, where a signed one would lead nowhere (inside a page). */
  readonly objectUrl?: (object: StoredObject) => string | undefined;
  /** Instead of the machine's own, which reaches this machine alone. */
  readonly fetch?: Fetch;
}

/** One tenant: its own account, bucket, videos, settings, faults and log, so that tests run side by side. */
export class World {
  readonly account: Account;
  readonly credentials = new Credentials();
  readonly videos = new Videos();
  readonly urlJobs = new UrlJobs();
  readonly faults = new Faults();
  readonly overlays = new Overlays();
  readonly log = new RequestLog();
  readonly bucket: Bucket;
  /** Lets this machine's time pass. */
  readonly wait: Wait;
  /** Nonces of the last minutes: a second use is refused. */
  readonly nonces = new Map<string, number>();
  #settings = defaultSettings();
  #life = new AbortController();
  readonly #calls = new Map<string, { second: number; count: number }>();
  readonly #facts = new WeakMap<StoredObject, Promise<MediaFacts | undefined>>();
  readonly #playable = new WeakMap<StoredObject, Promise<StoredObject>>();

  constructor(
    readonly name: string,
    private readonly parts: WorldParts,
  ) {
    this.account = accountOf(name);
    this.wait = parts.wait;
    this.bucket = new Bucket(
      bucketOf(name),
      parts.storage,
      parts.openDigest,
      () => this.serviceTime(),
      (object) => {
        this.videos.onStored(object, this.clock(), this.serviceTime());
      },
    );
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Throws `TypeError` on an unknown name. */
  configure(patch: SettingsPatch): Settings {
    return (this.#settings = patchSettings(this.#settings, patch));
  }

  /** Aborted when the world is wiped: what VOD does by itself ends then. */
  get life(): AbortSignal {
    return this.#life.signal;
  }

  /** Fetches what is imported by URL, where that is not left to the machine. */
  get fetch(): Fetch | undefined {
    return this.parts.fetch;
  }

  /** This machine's time, ms. */
  clock(): number {
    return this.parts.clock();
  }

  /** The service's time, ms. */
  serviceTime(): number {
    return this.clock() + this.#settings.clockOffsetMs;
  }

  /** Counts a call: are there too many of its kind in this second? */
  isThrottled(op: string): boolean {
    const { callsPerSecond } = this.#settings;
    const second = Math.floor(this.clock() / 1000);
    const known = this.#calls.get(op);
    const count = known?.second === second ? known.count + 1 : 1;
    this.#calls.set(op, { second, count });
    return callsPerSecond > 0 && count > callsPerSecond;
  }

  async look(video: Video): Promise<VideoLook> {
    const { source } = video;
    const now = this.clock();
    const facts = (): Promise<MediaFacts | undefined> => (source ? this.#factsOf(source) : Promise.resolve(undefined));
    const status = await statusOf(video, this.#settings, now, async () => (await facts()) !== undefined);
    const known = isAnalysed(video, this.#settings, now) ? await facts() : undefined;
    return { status, ...(source && status !== 'Uploading' && { source }), ...(known && { facts: known }) };
  }

  /** What a player is to be given: the source, or an MP4 made from it. */
  playable(source: StoredObject, facts: MediaFacts | undefined): Promise<StoredObject> {
    if (!facts || isPlayedAsIs(facts)) return Promise.resolve(source);
    return memoized(this.#playable, source, async () => {
      const bytes = await repack(source.content);
      if (!bytes) return source;
      const received = await this.bucket.receive(
        (async function* () {
          yield bytes;
        })(),
      );
      return this.bucket.put(`${source.key}.play.mp4`, received, { 'content-type': 'video/mp4' }, true);
    });
  }

  #factsOf(source: StoredObject): Promise<MediaFacts | undefined> {
    return memoized(this.#facts, source, () => readMedia(source.content));
  }

  /** A URL that needs no header to be read, valid for `seconds`. */
  async signedUrl(object: StoredObject, endpoint: string, seconds: number): Promise<string> {
    const own = this.parts.objectUrl?.(object);
    if (own !== undefined) return own;
    const { name: bucket } = this.bucket;
    const request = { method: 'GET', bucket, key: object.key, query: {}, headers: {} };
    const query = await signV1Query(request, this.account, Math.floor(this.serviceTime() / 1000) + seconds);
    return objectAddress(endpoint, bucket, object.key) + encodeQuery(query);
  }

  /** A picture's address, which within a page leads nowhere: there, one of the page's own. */
  shownAt(url: string, endpoint: string): string {
    const { name, objects } = this.bucket;
    const image = objects.get(url.replace(objectAddress(endpoint, name, ''), ''));
    return (image && this.parts.objectUrl?.(image)) ?? url;
  }

  async wipe(): Promise<void> {
    this.#life.abort();
    this.#life = new AbortController();
    this.urlJobs.clear();
    this.#calls.clear();
    await this.bucket.clear();
    this.videos.clear();
    this.credentials.clear();
    this.faults.clear();
    this.overlays.clear();
    this.log.clear();
    this.nonces.clear();
    this.#settings = defaultSettings();
  }
}

function memoized<K extends object, V>(cache: WeakMap<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  let value = cache.get(key);
  if (!value) cache.set(key, (value = make()));
  return value;
}

/** Virtual-host style, or path style where the host is an IP address. */
export function objectAddress(endpoint: string, bucket: string, key: string): string {
  const { protocol, host, hostname } = new URL(endpoint);
  const isIp = /^[\d.]+$|^\[/.test(hostname);
  return isIp
    ? `${protocol}//${host}/${bucket}/${encodePath(key)}`
    : `${protocol}//${bucket}.${host}/${encodePath(key)}`;
}

import type { ReactiveController } from 'lit';
import { UploadError } from '../engine/error.js';
import type { MediaReport } from '../engine/media.js';
import { DEFAULTS } from '../engine/settings.js';
import type { WaitReason } from '../engine/state.js';
import { connectionOf, parseRate } from './attributes.js';
import { read } from './sense.js';
import type { ConnectionAttributes } from './connection-attributes.js';
import { outside } from './outside.js';
import { tellDeveloper } from './tell-developer.js';

/** Why nothing is known of a media (any more): for now, or for good. */
export type Trouble = WaitReason | UploadError;

/** Follows the media of its host, from connect to disconnect, and tells the page what is new of it. */
export class MediaController implements ReactiveController {
  #life: AbortController | undefined;
  /** What is followed, and by whom it is asked for; empty where nothing is. */
  #asked: readonly unknown[] = [];
  #seen: MediaReport | undefined;
  #given: MediaReport | undefined;
  #trouble: Trouble | undefined;

  constructor(private readonly host: ConnectionAttributes & { readonly mediaId: string }) {
    host.addController(this);
  }

  /** What the page has given, else what was seen last. */
  get report(): MediaReport | undefined {
    return this.#given ?? this.#seen;
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** Instead of looking; undefined ends that. */
  give(report: MediaReport | undefined): void {
    this.#given = report;
    // What is shown may be the same, and is to be looked at again.
    this.host.requestUpdate();
  }

  /** Looks now, whatever is known. */
  refresh(): void {
    if (this.#asked.length === 0) return;
    this.#leave();
    this.#follow(true);
    this.host.requestUpdate();
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    this.sync();
  }

  /** Follows what the host is about now. */
  sync(): void {
    const wanted = this.#wanted();
    if (wanted.length === this.#asked.length && wanted.every((fact, at) => Object.is(fact, this.#asked[at]))) return;
    this.#leave();
    this.#asked = wanted;
    if (this.#seen?.id !== this.host.mediaId) this.#seen = undefined;
    if (wanted.length > 0) this.#follow(false);
  }

  hostDisconnected(): void {
    this.#leave();
    this.#asked = [];
  }

  #wanted(): readonly unknown[] {
    const { mediaId, endpoint, urls, backend, headers, withCredentials, pollsPerSecond } = this.host;
    if (mediaId === '' || this.#given !== undefined || !this.host.isConnected) return [];
    const told = typeof headers === 'function' ? headers : JSON.stringify(headers);
    return [mediaId, endpoint, JSON.stringify(urls), backend, told, withCredentials, pollsPerSecond];
  }

  #leave(): void {
    this.#life?.abort();
    this.#trouble = undefined;
  }

  #follow(afresh: boolean): void {
    const { host } = this;
    const { signal } = (this.#life = new AbortController());
    const hear =
      <Word>(act: (word: Word) => void) =>
      (word: Word): void => {
        // One of several who hear of the same look may have taken this element out.
        if (signal.aborted) return;
        act(word);
        host.requestUpdate();
      };
    const follower = {
      saw: hear((report: MediaReport) => this.#saw(report)),
      waits: hear((reason: WaitReason | undefined) => (this.#trouble = reason)),
      failed: hear((error: UploadError) => (this.#trouble = error)),
    };
    const pace = {
      pollMs: DEFAULTS.pollMs,
      pollsPerSecond: read(host, 'pollsPerSecond', parseRate, DEFAULTS.pollsPerSecond),
    };
    if (outside.followMedia !== undefined) {
      return outside.followMedia(() => connectionOf(host), host.mediaId, follower, { pace, signal, afresh });
    }
    const message = 'registerElements() was not given followMedia: <vod-media-status> cannot ask anybody';
    tellDeveloper(message);
    follower.failed(new UploadError('internal', message));
  }

  #saw(report: MediaReport): void {
    const isNews = this.#seen === undefined || essenceOf(report) !== essenceOf(this.#seen);
    this.#seen = report;
    this.#trouble = undefined;
    if (!isNews) return;
    const detail = Object.freeze({ report });
    this.host.dispatchEvent(new CustomEvent('media-change', { bubbles: true, composed: true, detail }));
  }
}

/** All that it says but for what each look has anew: the signatures of links, and the replies' own ids. */
const essenceOf = ({ requestIds: _, ...report }: MediaReport): string =>
  JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'string' && /^https?:/i.test(value) ? value.split('?')[0] : value,
  );

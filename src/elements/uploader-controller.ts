import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UploadState } from '../engine/state.js';
import type { UploaderState } from '../engine/uploader.js';
import { connectionOf, settingsOf, type Attributes } from './attributes.js';
import { outside } from './outside.js';
import { resumeModeOf } from './resume-controller.js';
import type { UploaderHandle } from './uploader-factory.js';

/** A framework that moves an element takes it out and puts it back within one task; this is ample. */
const GRACE_MS = 100;

interface UploaderControllerHost extends ReactiveControllerHost, HTMLElement, Attributes {
  readonly uploader?: UploaderHandle | undefined;
}

/**
 * The uploader behind an element: the page's own, which outlives the element, or one made from its attributes, which
 * pauses when the element stays away.
 */
export class UploaderController implements ReactiveController {
  #own: UploaderHandle | undefined;
  #heard: UploaderHandle | undefined;
  #life: AbortController | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #goOn: (() => void) | undefined;
  #phases = '';

  constructor(
    private readonly host: UploaderControllerHost,
    private readonly seen: (after: UploadState, before: UploadState | undefined) => void,
  ) {
    host.addController(this);
  }

  /** Undefined where there is none and none can be made: the element was registered without a factory. */
  get current(): UploaderHandle | undefined {
    return this.host.uploader ?? this.#own;
  }

  /** Brings the uploader up to what the attributes say, now. */
  sync(): UploaderHandle | undefined {
    if (this.host.uploader === undefined) this.#make();
    this.#listen();
    return this.current;
  }

  hostConnected(): void {
    clearTimeout(this.#leaving);
    this.#leaving = undefined;
    this.#goOn?.();
    this.#goOn = undefined;
    this.#listen();
  }

  hostDisconnected(): void {
    this.#leaving = setTimeout(() => {
      if (this.host.uploader === undefined) {
        this.#own?.pause();
        // What VOD is at cannot be paused, and is not looked at meanwhile.
        this.#goOn = this.#own?.suspend();
      }
      this.#life?.abort();
      this.#heard = undefined;
    }, GRACE_MS);
  }

  #make(): void {
    const { host } = this;
    try {
      const settings = settingsOf(host);
      if (this.#own !== undefined) return this.#own.configure(settings);
      const create = outside.createUploader;
      // Asked at each request, so that an endpoint may come late and a token may change under way.
      this.#own = create?.({ ...settings, resumeMode: resumeModeOf(host), connection: () => connectionOf(host) });
    } catch (error) {
      // An attribute that makes no sense is the page's mistake: told to its console, while the element goes on.
      reportError(error);
    }
  }

  #listen(): void {
    const uploader = this.current;
    if (uploader === this.#heard || !this.host.isConnected) return;
    this.#life?.abort();
    this.#life = new AbortController();
    this.#heard = uploader;
    const { signal } = this.#life;
    uploader?.observe(this.seen, { signal });
    uploader?.subscribe((state) => this.#draw(state), { signal });
    // What happened while it was out of the page was not heard.
    this.host.requestUpdate();
  }

  /** The host draws anew when uploads come, go and change phase; the rows look after themselves. */
  #draw({ uploads }: UploaderState): void {
    const phases = uploads.map(({ id, phase }) => `${id} ${phase}`).join();
    if (phases !== this.#phases) this.host.requestUpdate();
    this.#phases = phases;
  }
}

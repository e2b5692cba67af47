import type { LitElement, ReactiveController } from 'lit';
import { ContextRequest } from './context.js';
import { sourceContext, type Source } from './contexts.js';
import type { UploaderHandle } from './uploader-factory.js';
import type { VodUploaderElement } from './vod-uploader.js';

interface Host extends LitElement {
  readonly htmlFor?: string | undefined;
  readonly uploader?: UploaderHandle | undefined;
}

/**
 * The `<vod-uploader>` that imports go to: the one that `for` names, the one around, or else one that its host draws. One
 * that comes later is found when it comes.
 */
export class UrlList implements ReactiveController {
  #life: AbortController | undefined;
  #element: VodUploaderElement | undefined;
  #source: Source | undefined;
  #release: (() => void) | undefined;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  get element(): VodUploaderElement | undefined {
    return this.#element;
  }

  get source(): Source | undefined {
    return this.#source;
  }

  /** There is no other: the host has to draw one. */
  get isOwn(): boolean {
    const { htmlFor, uploader } = this.host;
    return uploader !== undefined || (htmlFor === undefined && around(this.host) === null);
  }

  hostConnected(): void {
    this.#life = new AbortController();
    document.addEventListener('context-provider', () => this.#findWhenDrawn(), { signal: this.#life.signal });
    // Moved with the page's list or away from it: nothing else may tell.
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    this.#findWhenDrawn();
  }

  /** Its own is drawn by then, and says so while it is; what is found is drawn after that, as an update of its own. */
  #findWhenDrawn(): void {
    void this.host.updateComplete.then(() => this.host.isConnected && this.#find());
  }

  hostDisconnected(): void {
    this.#life?.abort();
    this.#leave();
  }

  #find(): void {
    const element = this.#target();
    // Where it has nothing to work with yet it says so itself when it has.
    if (element === this.#element && this.#release !== undefined) return;
    this.#leave();
    this.#element = element;
    const hear = (source: Source | undefined, release?: () => void): void => {
      if (element !== this.#element) return release?.();
      if (release !== this.#release) this.#release?.();
      this.#release = release;
      this.#source = source;
      this.host.requestUpdate();
    };
    element?.dispatchEvent(new ContextRequest(sourceContext, this.host, hear));
  }

  #target(): VodUploaderElement | undefined {
    const { host } = this;
    const { htmlFor } = host;
    if (this.isOwn) return host.renderRoot.querySelector('vod-uploader') ?? undefined;
    const root = host.getRootNode() as Document | ShadowRoot;
    const element = htmlFor === undefined ? around(host) : root.getElementById(htmlFor);
    return (element as VodUploaderElement | null) ?? undefined;
  }

  #leave(): void {
    this.#release?.();
    this.#release = undefined;
    this.#source = undefined;
    this.#element = undefined;
  }
}

/** Through shadow roots. */
function around(element: Element): VodUploaderElement | null {
  const found = element.closest('vod-uploader');
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? around(root.host) : null);
}

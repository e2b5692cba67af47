import { isQuestion, isWithin, placeOf, takes } from './page-places.js';
import { adoptStyles, html, nothing, render } from 'lit';
import type { Source } from './contexts.js';
import { alertIcon } from './icons.js';
import { pageDropStyles } from './page-drop-styles.js';
import { uploadIcon } from './upload-icon.js';
import { judge, sayOf } from './verdict.js';

/** Browsers tell of a drag at least so often; where they stop, it has gone elsewhere: into a frame, or to another window. */
const SILENT_MS = 1_000;
/** Safari does not say whether the window was left or only one element for another one: the next word tells. */
const LEFT_MS = 120;

interface Terms {
  readonly take: (dropped: DataTransfer, source: Source) => void;
  /** What is prevented, but not because anybody takes it: also by guards of other elements, which hear of it before this. */
  readonly guarded: WeakSet<Event>;
  readonly signal: AbortSignal;
}

/**
 * Says over the whole page what would become of the files that are dragged over it, and takes them. In the top layer, so
 * that frames and dialogs do not swallow the drop. Its life hangs on the signal; after that has been given, nothing happens.
 */
export class PageDrop {
  readonly #overlay = document.createElement('div');
  readonly #root = this.#overlay.attachShadow({ mode: 'open' });
  #hiding: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: HTMLElement,
    /** Who takes them now, if anybody. */
    private readonly source: () => Source | undefined,
    private readonly terms: Terms,
  ) {
    const { signal } = terms;
    this.#overlay.popover = 'manual';
    this.#overlay.className = 'page-drop';
    adoptStyles(this.#root, [pageDropStyles]);
    const on = (target: EventTarget, type: string, listener: (event: DragEvent) => void): void =>
      target.addEventListener(type, listener as EventListener, { signal });
    on(window, 'dragenter', (event) => this.#drag(event));
    on(window, 'dragover', (event) => this.#drag(event));
    on(window, 'dragleave', ({ relatedTarget }) => relatedTarget === null && this.#hideIn(LEFT_MS));
    on(window, 'drop', () => this.#hide());
    // Before the elements around, which would take it for a drop on themselves.
    on(this.#overlay, 'dragover', (event) => this.#drag(event));
    on(this.#overlay, 'drop', (event) => this.#drop(event));
    signal.addEventListener('abort', () => this.#hide(), { once: true });
  }

  #drag(event: DragEvent): void {
    const source = this.source();
    const { dataTransfer } = event;
    const { guarded } = this.terms;
    const isOurs = event.composedPath().includes(this.host) || guarded.has(event);
    // A place of the page's own for files; a picture that is dragged within the page.
    if ((event.defaultPrevented && !isOurs) || !dataTransfer?.types.includes('Files')) return;
    if (
      source === undefined ||
      isQuestion(event) ||
      dataTransfer.types.includes('text/html') ||
      !this.host.checkVisibility()
    )
      return;
    const { place, dialog } = placeOf(event, this.#overlay);
    // What is behind a modal dialog gets no drop.
    if (dialog !== undefined && !isWithin(this.host, dialog)) return;
    // The overlay would keep from it what is the page's.
    if (place !== undefined && !isWithin(place, this.host) && takes(place, event, guarded)) return this.#hide();
    event.preventDefault();
    // One element is enough.
    guarded.delete(event);
    const verdict = judge(dataTransfer, source);
    const none = verdict.taken === 0 && verdict.why !== undefined;
    dataTransfer.dropEffect = none ? 'none' : 'copy';
    const { title, why } = sayOf(verdict, source.wording);
    render(
      html`<div class="frame" data-verdict=${none ? 'none' : why === undefined ? 'all' : 'some'}>
        <div class="card">
          <span class="picture">${none ? alertIcon(32) : uploadIcon(32)}</span>
          <p class="title"><bdi>${title}</bdi></p>
          ${why === undefined ? nothing : html`<p class="why"><bdi>${why}</bdi></p>`}
        </div>
      </div>`,
      this.#root,
    );
    this.#show();
  }

  #drop(event: DragEvent): void {
    const source = this.source();
    if (source === undefined || source.disabled || !event.dataTransfer) return;
    event.preventDefault();
    this.terms.take(event.dataTransfer, source);
  }

  #show(): void {
    this.#hideIn(SILENT_MS);
    if (this.#overlay.isConnected) return;
    this.host.shadowRoot?.append(this.#overlay);
    this.#overlay.showPopover();
  }

  #hideIn(ms: number): void {
    clearTimeout(this.#hiding);
    this.#hiding = setTimeout(() => this.#hide(), ms);
  }

  #hide(): void {
    clearTimeout(this.#hiding);
    this.#overlay.remove();
  }
}

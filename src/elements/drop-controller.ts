import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Source } from './contexts.js';
import { takesFiles } from './drop-guard.js';
import { takeDropped } from './take-files.js';
import { dragging } from './late-pieces.js';

/** What a drop would do now. */
export interface Over {
  /** In words; undefined until the code for them is here. */
  readonly title?: string;
  readonly why?: string;
  /** Nothing of it is taken. */
  readonly none: boolean;
}

/** Files dragged over an area and dropped on it. Redraws its host when a drag begins and ends. */
export class DropController implements ReactiveController {
  #life: AbortController | undefined;
  #area: EventTarget | undefined;
  #over: Over | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    /** Who takes them. Asked at each update, so that its area may change. */
    private readonly source: () => Source | undefined,
  ) {
    host.addController(this);
  }

  /** Files are being dragged over the area now. */
  get over(): Over | undefined {
    return this.#over;
  }

  hostConnected(): void {
    this.#listen();
  }

  hostUpdate(): void {
    this.#listen();
  }

  hostDisconnected(): void {
    this.#life?.abort();
    this.#area = undefined;
    this.#over = undefined;
  }

  #listen(): void {
    const area = this.source()?.area ?? this.host;
    if (area === this.#area) return;
    this.#life?.abort();
    this.#life = new AbortController();
    this.#area = area;
    const { signal } = this.#life;
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      area.addEventListener(type, listener as EventListener, { signal });
    on('dragenter', (event) => this.#drag(event));
    // Without an answer to each dragover the browser refuses the drop.
    on('dragover', (event) => this.#drag(event));
    on('dragleave', (event) => {
      // Safari gives no relatedTarget; the next dragover puts right what that gets wrong.
      if (!(event.relatedTarget instanceof Node) || !area.contains(event.relatedTarget)) this.#show(undefined);
    });
    on('drop', (event) => {
      const source = this.#taker(event);
      this.#show(undefined);
      if (source?.disabled === false && event.dataTransfer) takeDropped(event.dataTransfer, source);
    });
  }

  #drag(event: DragEvent): void {
    const source = this.#taker(event);
    const { dataTransfer } = event;
    if (source === undefined || dataTransfer === null) return;
    let over: Over = { none: source.disabled };
    if (dragging.isHere) {
      dragging.with(({ judge, sayOf }) => {
        const verdict = judge(dataTransfer, source);
        over = { ...sayOf(verdict, source.wording), none: verdict.taken === 0 && verdict.why !== undefined };
      });
    }
    dataTransfer.dropEffect = over.none ? 'none' : 'copy';
    this.#show(over);
  }

  /** Who takes this, if nobody deeper down does. Without an answer the browser would leave the page for the file. */
  #taker(event: DragEvent): Source | undefined {
    const source = this.source();
    if (event.defaultPrevented || source?.noDrop !== false || !event.dataTransfer?.types.includes('Files')) return;
    if (takesFiles(event)) return;
    event.preventDefault();
    return source;
  }

  #show(over: Over | undefined): void {
    const { title } = over ?? {};
    if (!over === !this.#over && title === this.#over?.title) return;
    this.#over = over;
    this.host.requestUpdate();
  }
}

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { droppedFiles } from './file-handles.js';

interface DropOptions {
  /** Where files may be dropped. Asked at each update, so that it may change. */
  readonly area: () => EventTarget | undefined;
  readonly enabled: () => boolean;
  readonly take: (files: Iterable<File>) => void;
}

/** Files dragged over an area and dropped on it. Redraws its host when a drag begins and ends. */
export class DropController implements ReactiveController {
  #life: AbortController | undefined;
  #area: EventTarget | undefined;
  #over = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: DropOptions,
  ) {
    host.addController(this);
  }

  /** Files are being dragged over the area now. */
  get over(): boolean {
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
    this.#over = false;
  }

  #listen(): void {
    const area = this.options.area();
    if (area === this.#area) return;
    this.#life?.abort();
    this.#life = new AbortController();
    this.#area = area;
    const { signal } = this.#life;
    const on = (type: 'dragenter' | 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      area?.addEventListener(type, listener as EventListener, { signal });
    on('dragenter', (event) => this.#drag(event));
    // Without an answer to each dragover the browser refuses the drop.
    on('dragover', (event) => this.#drag(event));
    on('dragleave', (event) => {
      // Safari gives no relatedTarget; the next dragover puts right what that gets wrong.
      if (!(event.relatedTarget instanceof Node) || !(area as Node).contains(event.relatedTarget)) this.#show(false);
    });
    on('drop', (event) => {
      if (!this.#mine(event)) return;
      event.preventDefault();
      this.#show(false);
      const files = event.dataTransfer ? droppedFiles(event.dataTransfer) : [];
      if (files.length > 0) this.options.take(files);
    });
  }

  #drag(event: DragEvent): void {
    if (!this.#mine(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    this.#show(true);
  }

  #mine(event: DragEvent): boolean {
    return !event.defaultPrevented && this.options.enabled() && (event.dataTransfer?.types.includes('Files') ?? false);
  }

  #show(over: boolean): void {
    if (over === this.#over) return;
    this.#over = over;
    this.host.requestUpdate();
  }
}

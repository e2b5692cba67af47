import type { ReactiveControllerHost } from 'lit';

/** Of which values are spoken between elements; `Symbol.for`, so that two copies of the library understand each other. */
export type Context<T> = symbol & { readonly of?: T };

type Hear<T> = (value: T, release?: () => void) => void;

/** Asks the elements around for a value and for all that come after it: the Context protocol of webcomponents.org. */
export class ContextRequest<T> extends Event {
  readonly subscribe = true;

  constructor(
    readonly context: Context<T>,
    readonly contextTarget: Element,
    readonly callback: Hear<T>,
  ) {
    super('context-request', { bubbles: true, composed: true });
  }
}

/** Gives what is below its host a value, and tells whoever asked of each new one until they are released from it. */
export class ContextProvider<T> {
  readonly #hearing = new Map<Hear<T>, () => void>();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly context: Context<T>,
    private current: T,
  ) {
    host.addEventListener('context-request', (event) => this.#answer(event as ContextRequest<T>));
    host.addController(this);
  }

  get value(): T {
    return this.current;
  }

  setValue(value: T): void {
    if (Object.is(value, this.current)) return;
    this.current = value;
    for (const [hear, release] of [...this.#hearing]) hear(value, release);
  }

  /** Whoever asked before there was anybody to answer asks again. */
  hostConnected(): void {
    const { host, context } = this;
    const here = new Event('context-provider', { bubbles: true, composed: true });
    host.dispatchEvent(Object.assign(here, { context, contextTarget: host }));
  }

  #answer(event: ContextRequest<T>): void {
    if (event.context !== this.context || event.contextTarget === this.host) return;
    event.stopPropagation();
    const { callback: hear, subscribe } = event;
    if (!subscribe) return hear(this.current);
    const release = () => void this.#hearing.delete(hear);
    this.#hearing.set(hear, release);
    hear(this.current, release);
  }
}

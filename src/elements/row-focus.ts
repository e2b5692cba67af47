import { firstButton } from './focus.js';

/** Keeps the keyboard where it is while rows come, go and change places. */
export class RowFocus {
  /** Which row has it, and what in it. */
  #row = -1;
  #control: HTMLElement | null = null;

  constructor(
    private readonly list: HTMLElement,
    private readonly rows: () => readonly HTMLElement[],
  ) {}

  /** Before the list is drawn. */
  note(): void {
    const focused = this.list.shadowRoot?.activeElement ?? null;
    this.#row = focused === null ? -1 : this.rows().findIndex((row) => row.contains(focused));
    this.#control = focused === null ? null : deepest(focused);
  }

  /**
   * After it. A row that was moved keeps the focus. One that is gone leaves it to the row in its place, the last one to
   * the one before it, and the only one to the element around.
   */
  restore(area: HTMLElement | undefined): void {
    if (this.#row < 0 || this.list.shadowRoot?.activeElement != null) return;
    if (this.#control?.isConnected) return this.#control.focus();
    const rows = this.rows();
    const next = firstButton(rows[Math.min(this.#row, rows.length - 1)]);
    (next ?? area)?.focus();
  }
}

function deepest(element: Element): HTMLElement | null {
  let at: Element | null = element;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at instanceof HTMLElement ? at : null;
}

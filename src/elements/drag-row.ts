/** A row that can be put elsewhere. */
export interface Row {
  readonly id: string;
  readonly element: HTMLElement;
}

interface Dragging {
  /** All that may change places, in their order. */
  readonly rows: readonly Row[];
  readonly id: string;
  /** Where it was dropped, from 0 on, if that is another place. */
  readonly drop: (place: number) => void;
  readonly signal: AbortSignal;
}

/** What was pressed for a moment was not dragged. */
const SLOP_PX = 4;

/**
 * A row follows the pointer that has pressed `handle`, and the others make room. Ends with the pointer, with Escape or with
 * the signal; only the first of them puts it elsewhere. Resolves to whether it was dragged at all.
 */
export function dragRow(
  handle: HTMLElement,
  press: PointerEvent,
  { rows, id, drop, signal }: Dragging,
): Promise<boolean> {
  const boxes = rows.map(({ element }) => element.getBoundingClientRect());
  const from = rows.findIndex((row) => row.id === id);
  const own = boxes[from];
  if (own === undefined) return Promise.resolve(false);
  const step = (boxes[from + 1]?.top ?? own.top * 2 - (boxes[from - 1]?.top ?? own.top)) - own.top;
  const end = new AbortController();
  const listening = { signal: AbortSignal.any([signal, end.signal]) };
  const scrolled = (): number => window.scrollY;
  const startScroll = scrolled();
  let [dragged, to] = [false, from];

  const show = (y: number): void => {
    const by = y - press.clientY + scrolled() - startScroll;
    const middle = own.top + own.height / 2 + by;
    to = boxes.filter((box, n) => n !== from && box.top + box.height / 2 < middle).length;
    for (const [n, { element }] of rows.entries()) {
      const shift = n > from && n <= to ? -step : n < from && n >= to ? step : 0;
      element.style.translate = `0 ${n === from ? by : shift}px`;
      element.style.transition = n === from ? 'none' : 'translate 160ms';
      element.style.zIndex = n === from ? '1' : '';
      element.style.position = 'relative';
    }
  };
  const clear = (): void => {
    for (const { element } of rows)
      for (const name of ['translate', 'transition', 'z-index', 'position']) element.style.removeProperty(name);
  };

  handle.setPointerCapture(press.pointerId);
  return new Promise((resolve) => {
    listening.signal.addEventListener('abort', () => (clear(), resolve(dragged)), { once: true });
    const on = <T extends 'pointermove' | 'pointerup' | 'pointercancel'>(
      type: T,
      hear: (event: PointerEvent) => void,
    ) => handle.addEventListener(type, hear, listening);
    on('pointermove', ({ clientY }) => {
      dragged ||= Math.abs(clientY - press.clientY) > SLOP_PX;
      if (dragged) show(clientY);
    });
    on('pointerup', () => {
      end.abort();
      if (dragged && to !== from) drop(to);
    });
    on('pointercancel', () => end.abort());
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // A dialog around stays open.
      event.preventDefault();
      event.stopPropagation();
      end.abort();
    };
    window.addEventListener('keydown', escape, { ...listening, capture: true });
  });
}

import type { LitElement, ReactiveController } from 'lit';

const ENDING = 8;
const ELLIPSIS = '…';

/**
 * `name` within `width`, in the unit of `measure`; where it is too long a piece of its middle gives way. Its ending
 * stays: that says what kind of file it is. Never cut through an emoji, an accent or a surrogate pair.
 */
export function cutMiddle(name: string, width: number, measure: (text: string) => number): string {
  if (measure(name) <= width) return name;
  const signs = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  const tail = signs.slice(-ENDING).join('').trimStart();
  const cut = (count: number) => signs.slice(0, count).join('').trimEnd() + ELLIPSIS + tail;
  let [fits, over] = [0, Math.max(0, signs.length - ENDING)];
  while (over - fits > 1) {
    const half = (fits + over) >> 1;
    if (measure(cut(half)) <= width) fits = half;
    else over = half;
  }
  return cut(fits);
}

/** A name may have lines, on some disks; a row has one for it. Blanks stay as they are. */
const oneLine = (name: string): string => name.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ');

let canvas: CanvasRenderingContext2D | null | undefined;

/** Writes a name where it stands: in the second child of `.name`, as much as fits; the first has all of it. */
export class MiddleController implements ReactiveController {
  #cell: HTMLElement | null | undefined;
  #name: string | undefined;
  #width: ResizeObserver | undefined;
  // Rows out of sight cost nothing. One that comes into sight while widths are told would make the browser report a loop.
  #sight: IntersectionObserver | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostUpdated(): void {
    const cell = this.host.renderRoot.querySelector<HTMLElement>('.name');
    if (cell === this.#cell && cell?.title === this.#name) return;
    this.hostDisconnected();
    this.#cell = cell;
    this.#name = cell?.title;
    if (cell !== null) write(cell, oneLine(cell.title));
    this.hostConnected();
  }

  hostConnected(): void {
    const cell = this.#cell;
    if (!cell) return;
    const width = new ResizeObserver(([entry]) => entry && fit(cell, entry.contentRect.width));
    const sight = new IntersectionObserver((entries) =>
      entries.at(-1)?.isIntersecting ? width.observe(cell) : width.unobserve(cell),
    );
    [this.#width, this.#sight] = [width, sight];
    sight.observe(cell);
  }

  hostDisconnected(): void {
    this.#width?.disconnect();
    this.#sight?.disconnect();
  }
}

function fit(cell: HTMLElement, width: number): void {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return;
  const context = canvas;
  const { font, letterSpacing } = getComputedStyle(cell);
  Object.assign(context, { font, letterSpacing });
  // A pixel of grace: text is laid out in finer steps than it is measured.
  write(
    cell,
    cutMiddle(oneLine(cell.title), width - 1, (text) => context.measureText(text).width),
  );
}

function write(cell: HTMLElement, text: string): void {
  const [whole, shown] = cell.children;
  if (whole === undefined || shown === undefined || shown.textContent === text) return;
  const cut = text !== cell.title;
  shown.textContent = text;
  // A screen reader reads the name, not what fits.
  whole.textContent = cut ? cell.title : '';
  shown.ariaHidden = cut ? 'true' : null;
}

/** So long is drawn at a stretch: half of a frame. */
const SLICE_MS = 8;
/** From the beginning of one stretch to that of the next: meanwhile the page has its turn. */
const PERIOD_MS = 16;

const waiting: (() => void)[] = [];
/** Of the stretch that is on. */
let endsAt: number | undefined;

/**
 * Draws now, or in the order of asking when there is time: a thousand elements that come in one task would hold the page
 * for as long as all of them take.
 */
export function inTurn(draw: () => void): void | Promise<void> {
  const end = endsAt ?? begin();
  if (waiting.length === 0 && performance.now() < end) return draw();
  // What it throws is for whoever waits for it.
  return new Promise<void>((resolve) => waiting.push(() => resolve((async () => draw())())));
}

function begin(): number {
  setTimeout(goOn, PERIOD_MS);
  return (endsAt = performance.now() + SLICE_MS);
}

function goOn(): void {
  endsAt = undefined;
  if (waiting.length === 0) return;
  for (const end = begin(); performance.now() < end;) waiting.shift()?.();
}

/** So long is drawn at a stretch: half of a frame. */
const SLICE_MS = 8;
/** From the beginning of one stretch to that of the next: meanwhile the page has its turn. */
const PERIOD_MS = 16;

/** Who waits, in the order of asking; those in sight among them. */
const waiting = new Map<Element, () => void>();
const inSight = new Set<Element>();
let sight: IntersectionObserver | undefined;
/** Of the stretch that is on. */
let endsAt: number | undefined;

/**
 * Draws an element now, or when there is time, what is in sight first: a thousand elements that come in one task would
 * hold the page for as long as all of them take.
 */
export function inTurn(element: Element, draw: () => void): void | Promise<void> {
  const end = endsAt ?? begin();
  if (waiting.size === 0 && performance.now() < end) return draw();
  // What it throws is for whoever waits for it.
  return new Promise<void>((resolve) => {
    waiting.set(element, () => resolve((async () => draw())()));
    (sight ??= new IntersectionObserver(look)).observe(element);
  });
}

function look(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting && waiting.has(target)) inSight.add(target);
    else inSight.delete(target);
  }
}

function begin(): number {
  setTimeout(goOn, PERIOD_MS);
  return (endsAt = performance.now() + SLICE_MS);
}

function goOn(): void {
  endsAt = undefined;
  if (waiting.size === 0) return;
  for (const end = begin(); performance.now() < end && waiting.size > 0;) {
    const [element] = inSight.size > 0 ? inSight : waiting.keys();
    if (element === undefined) return;
    const draw = waiting.get(element);
    waiting.delete(element);
    inSight.delete(element);
    sight?.unobserve(element);
    draw?.();
  }
}

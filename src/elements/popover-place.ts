/** Between the popover and what it belongs to, and from there to the edge of the window. */
const GAP_PX = 6;
const EDGE_PX = 8;

/**
 * Keeps an open popover under `anchor`, or above it where there is more room, within the window. Once now, and again
 * whenever something scrolls or changes its size, until the signal.
 */
export function placeBy(popover: HTMLElement, anchor: HTMLElement, signal: AbortSignal): void {
  const place = (): void => {
    const box = anchor.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = clientHeight - box.bottom - GAP_PX - EDGE_PX;
    const above = box.top - GAP_PX - EDGE_PX;
    const { style } = popover;
    const isAbove = below < Math.min(popover.scrollHeight, 240) && above > below;
    const isRtl = getComputedStyle(anchor).direction === 'rtl';
    const wish = isRtl ? box.right - popover.offsetWidth : box.left;
    style.maxHeight = `${Math.max(120, isAbove ? above : below)}px`;
    style.left = `${Math.max(EDGE_PX, Math.min(wish, clientWidth - popover.offsetWidth - EDGE_PX))}px`;
    style.top = isAbove ? 'auto' : `${box.bottom + GAP_PX}px`;
    style.bottom = isAbove ? `${clientHeight - box.top + GAP_PX}px` : 'auto';
  };
  place();
  for (const type of ['scroll', 'resize']) window.addEventListener(type, place, { capture: true, signal });
  const size = new ResizeObserver(place);
  for (const element of [popover, anchor]) size.observe(element);
  signal.addEventListener('abort', () => size.disconnect(), { once: true });
}

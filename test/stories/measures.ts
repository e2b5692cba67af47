import { describeElement, drawn, lines, parentOf, rootsIn } from './tree.js';

const TARGETS = 'button, input:not([type=hidden]), select, textarea, summary, a[href], [tabindex="0"]';
/** WCAG 2.2, 2.5.8. */
const TARGET_PX = 24;
/** Rounding. */
const SLACK_PX = 1;

/** What is wider than the page: a person who magnifies it would have to scroll sideways at each line. */
export function tooWide(root: Element): string[] {
  const page = document.scrollingElement!;
  const most = page.clientWidth;
  if (page.scrollWidth <= most) return [];
  const [worst] = [...drawn(root)]
    .map((element) => ({
      element,
      end: element.getBoundingClientRect().right,
      start: element.getBoundingClientRect().left,
    }))
    .sort((a, b) => Math.max(b.end - most, -b.start) - Math.max(a.end - most, -a.start));
  return [
    `The page scrolls sideways: ${page.scrollWidth} px in ${most}: ${worst ? describeElement(worst.element) : ''}`,
  ];
}

/** Whatever can be pressed and is smaller than a finger tip. */
export function smallTargets(root: Element): string[] {
  const found: string[] = [];
  for (const element of drawn(root)) {
    if (!element.matches(TARGETS) || element.matches('[slot]')) continue;
    const { width, height } = element.getBoundingClientRect();
    if (Math.min(width, height) >= TARGET_PX - 0.01) continue;
    found.push(`${describeElement(element)} is only ${width.toFixed(1)} × ${height.toFixed(1)} px`);
  }
  return found;
}

/** Shortened on purpose, with the whole text at hand: a tooltip, and a screen reader reads all of it. */
const isEllipsis = (element: Element): boolean => {
  const { textOverflow, webkitLineClamp } = getComputedStyle(element);
  return textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
};

/** What cuts it off in this direction; what scrolls does not: all of it is reached. */
function clipperOf(element: Element, direction: 'X' | 'Y'): Element | undefined {
  const box = boxAround(element, direction);
  return box !== undefined && /hidden|clip/.test(getComputedStyle(box)[`overflow${direction}`]) ? box : undefined;
}

/** The nearest that shows only a part of what is in it. */
function boxAround(element: Element, direction: 'X' | 'Y'): Element | undefined {
  for (let at: Element | null = element; at !== null && at !== document.body; at = parentOf(at))
    if (getComputedStyle(at)[`overflow${direction}`] !== 'visible') return at;
  return undefined;
}

/** Text that is cut off, but for what is shortened on purpose. */
export function cutText(root: Element): string[] {
  const found = new Set<string>();
  for (const { text, rect, of } of lines(root)) {
    for (const direction of ['X', 'Y'] as const) {
      const clipper = clipperOf(of, direction);
      if (clipper === undefined || isEllipsis(clipper)) continue;
      const box = clipper.getBoundingClientRect();
      const over =
        direction === 'X'
          ? Math.max(box.left - rect.left, rect.right - box.right)
          : Math.max(box.top - rect.top, rect.bottom - box.bottom) - rect.height * 0.2;
      if (over > SLACK_PX)
        found.add(`“${text.slice(0, 60)}” is cut off by ${over.toFixed(1)} px in ${describeElement(clipper)}`);
    }
  }
  return [...found];
}

/** Text on other text or on a button that it does not belong to. */
export function overlaps(root: Element): string[] {
  const texts = [...lines(root)].map((line) => ({ ...line, rect: visiblePart(line.rect, line.of) }));
  const buttons = [...drawn(root)]
    .filter((element) => element.matches('button, input, select, textarea'))
    .map((of) => ({ text: describeElement(of), rect: visiblePart(of.getBoundingClientRect(), of), of }));
  const found = new Set<string>();
  for (const [n, one] of texts.entries()) {
    for (const other of [...texts.slice(n + 1), ...buttons]) {
      if (one.of === other.of || holds(other.of, one.of) || holds(one.of, other.of)) continue;
      const [a, b] = [one.rect, other.rect];
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // Line boxes of different sizes meet by a few pixels where letters do not.
      if (width > 2 && height > Math.min(a.height, b.height) * 0.35)
        found.add(
          `“${one.text.slice(0, 40)}” and “${other.text.slice(0, 60)}” overlap by ${width.toFixed(0)} × ${height.toFixed(0)} px`,
        );
    }
  }
  return [...found];
}

/** What is left of it after all that scrolls or clips around it. */
function visiblePart(rect: DOMRect, element: Element): DOMRect {
  let { left, top, right, bottom } = rect;
  for (let at = boxAround(element, 'Y'); at !== undefined; at = boxAround(parentOf(at) ?? document.body, 'Y')) {
    const box = at.getBoundingClientRect();
    [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

function holds(outer: Element, inner: Element): boolean {
  for (let at: Element | null = inner; at !== null; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/** What moves by itself or on its way, where people want less of it. */
export const moving = (root: Element): string[] =>
  [document, ...rootsIn(root)]
    .flatMap((each) => each.getAnimations())
    .filter(({ playState }) => playState === 'running')
    .map(({ effect }) => (effect as KeyframeEffect | null)?.target)
    .flatMap((target) => (target == null ? [] : `${describeElement(target)} moves`));

/** The same id twice in one tree: labels and descriptions would point at the wrong one. */
export const doubleIds = (root: Element): string[] =>
  [document.body, ...rootsIn(root)].flatMap((each) => {
    const ids = [...each.querySelectorAll('[id]')].map(({ id }) => id);
    return [...new Set(ids.filter((id, n) => ids.indexOf(id) !== n))].map((id) => `Two elements have the id “${id}”`);
  });

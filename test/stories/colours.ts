import { describeElement, drawn, parentOf } from './tree.js';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** WCAG 1.4.11: what one has to see besides text. */
const LEAST = 3;
const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
const known = new Map<string, Colour>();

/** As the browser paints it, whatever it is written in. */
function colourOf(css: string): Colour {
  const old = known.get(css);
  if (old !== undefined) return old;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = '#000';
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
  const colour: Colour = [red, green, blue, alpha / 255];
  known.set(css, colour);
  return colour;
}

const over = ([r, g, b, a]: Colour, [r2, g2, b2]: Colour): Colour => [
  r * a + r2 * (1 - a),
  g * a + g2 * (1 - a),
  b * a + b2 * (1 - a),
  1,
];

const linear = (value: number): number => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const luminance = ([red, green, blue]: Colour): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

function contrast(one: Colour, other: Colour): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** What is painted behind its content. */
function behind(element: Element | null): Colour {
  if (element === null) return colourOf('Canvas');
  const colour = colourOf(getComputedStyle(element).backgroundColor);
  return colour[3] === 1 ? colour : over(colour, behind(parentOf(element)));
}

function judge(element: Element, what: string, colour: string, ground: Colour): string[] {
  const ratio = contrast(over(colourOf(colour), ground), ground);
  return ratio >= LEAST ? [] : [`${what} of ${describeElement(element)} has a contrast of ${ratio.toFixed(2)}, not 3`];
}

/** Edges of fields, bars on their tracks, pictures: all that has to be seen and is no text. */
export function faint(root: Element): string[] {
  return [...drawn(root)].flatMap((element) => {
    const style = getComputedStyle(element);
    if (element.matches(':disabled') || element.closest(':disabled, [data-off]') !== null) return [];
    if (element.matches('input:not([type=range], [type=file]), textarea, select'))
      // A field without an edge of its own has that of what is around it.
      return parseFloat(style.borderTopWidth) > 0
        ? judge(element, 'The edge', style.borderTopColor, behind(parentOf(element)))
        : judge(
            parentOf(element)!,
            'The edge',
            getComputedStyle(parentOf(element)!).borderTopColor,
            behind(parentOf(parentOf(element)!)),
          );
    // Of one that passes by, the band on the bar.
    if (element.matches('[data-passing] > .fill'))
      return judge(
        element,
        'The band',
        getComputedStyle(parentOf(element)!, '::after').backgroundColor,
        behind(element),
      );
    if (element.matches('[role=progressbar] > .fill'))
      return judge(element, 'The bar', style.backgroundColor, behind(parentOf(element)));
    if (element.localName === 'svg')
      // On a photograph it has a ground of its own.
      return judge(parentOf(element)!, 'The picture', style.color, behind(element));
    return [];
  });
}

/** The ring around what has the focus: thick enough, and seen. */
export function hiddenFocus(root: Element): string[] {
  const found: string[] = [];
  for (const element of drawn(root)) {
    if (!(element instanceof HTMLElement) || !element.matches('button, input, select, textarea, summary, a[href]'))
      continue;
    if (element.matches(':disabled, [slot]') || element.tabIndex < 0) continue;
    element.focus({ preventScroll: true, focusVisible: true });
    const { ring, style } = ringOf(element);
    const width = parseFloat(style.outlineWidth);
    if (style.outlineStyle === 'none' || width < 2) found.push(`${describeElement(element)} shows no focus`);
    else found.push(...judge(ring, 'The focus ring', style.outlineColor, behind(parentOf(ring))));
  }
  (document.activeElement as HTMLElement | null)?.blur();
  return found;
}

/** The element's own, or that of a box that stands for it. */
function ringOf(element: Element): { ring: Element; style: CSSStyleDeclaration } {
  const own = getComputedStyle(element);
  const around = parentOf(element);
  if (own.outlineStyle !== 'none' || around === null) return { ring: element, style: own };
  return { ring: around, style: getComputedStyle(around) };
}

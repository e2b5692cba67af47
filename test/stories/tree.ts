/** Elements as they are drawn: slotted ones where their slot is, shadow trees in place of children. */
export function* drawn(root: Element): Generator<Element> {
  if (!root.checkVisibility({ checkOpacity: true, visibilityProperty: true })) return;
  yield root;
  for (const child of childrenOf(root)) yield* drawn(child);
}

function childrenOf(element: Element): readonly Element[] {
  if (element instanceof HTMLSlotElement && element.assignedNodes().length > 0) return element.assignedElements();
  return [...(element.shadowRoot ?? element).children];
}

/** Whatever is around it on the screen, through shadow roots and slots. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot !== null) return element.assignedSlot;
  if (element.parentElement !== null) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Every shadow root below. */
export function rootsIn(root: Element): readonly ShadowRoot[] {
  const own = root.shadowRoot === null ? [] : [root.shadowRoot];
  return [
    ...own,
    ...[...root.querySelectorAll('*'), ...own.flatMap((r) => [...r.querySelectorAll('*')])].flatMap(deep),
  ];
}
const deep = (element: Element): readonly ShadowRoot[] => (element.shadowRoot === null ? [] : rootsIn(element));

/** For messages: `vod-upload-item › button.icon "Pause clip.mp4"`. */
export function describeElement(element: Element): string {
  const root = element.getRootNode();
  const host = root instanceof ShadowRoot ? `${root.host.localName} › ` : '';
  const kind = element.getAttribute('class') ?? element.getAttribute('part') ?? '';
  const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ');
  return `${host}${element.localName}${kind && `.${kind.replaceAll(' ', '.')}`} “${name.slice(0, 60)}”`;
}

export interface Piece {
  readonly text: string;
  readonly rect: DOMRect;
  readonly of: Element;
}

/** Each line of text that can be seen. */
export function* lines(root: Element): Generator<Piece> {
  for (const of of drawn(root)) {
    if (of.closest('.unseen, option, canvas, video, audio') !== null) continue;
    for (const node of (of.shadowRoot ?? of).childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || (node.textContent ?? '').trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects())
        if (rect.width > 1 && rect.height > 1) yield { text: node.textContent!.trim(), rect, of };
    }
  }
}

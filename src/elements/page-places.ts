/** Where a drag is: in the page, under `overlay` too, and in which modal dialog. */
export function placeOf(
  event: DragEvent,
  overlay: HTMLElement,
): { readonly place: Element | undefined; readonly dialog: HTMLDialogElement | undefined } {
  const path = event.composedPath();
  const dialog = path.find(
    (each): each is HTMLDialogElement => each instanceof HTMLDialogElement && each.matches(':modal'),
  );
  if (path[0] !== overlay) return { place: path.find((each) => each instanceof Element), dialog };
  // Taken out of the way for this question only.
  overlay.inert = true;
  const place = deepestAt(event);
  overlay.inert = false;
  return { place, dialog: undefined };
}

function deepestAt({ clientX, clientY }: DragEvent): Element | undefined {
  let found: Element | undefined;
  for (let root: DocumentOrShadowRoot | null = document; root !== null; root = found?.shadowRoot ?? null) {
    const at = root.elementFromPoint(clientX, clientY);
    if (at === null || at === found) break;
    found = at;
  }
  return found;
}

/** Also across shadow roots. */
export function isWithin(element: Element, around: Element): boolean {
  for (let at: Node | null = element; at !== null; at = at instanceof ShadowRoot ? at.host : at.parentNode)
    if (at === around) return true;
  return false;
}

const questions = new WeakSet<Event>();

/** It comes from here, and asks a place of the page's own. */
export const isQuestion = (event: Event): boolean => questions.has(event);

/**
 * Whether the page takes files at this place: an input for them, or whoever answers to a drag over it. `guarded` are those
 * that are answered so that the browser stays.
 */
export function takes(place: Element, event: DragEvent, guarded: WeakSet<Event>): boolean {
  if (place.matches('input[type=file]')) return true;
  // Nobody has answered to this one, or it would not be asked about.
  if (event.type === 'dragover' && event.composedPath()[0] === place) return false;
  const { dataTransfer, clientX, clientY } = event;
  const all = { bubbles: true, cancelable: true, composed: true };
  const question = new DragEvent('dragover', { ...all, dataTransfer, clientX, clientY });
  questions.add(question);
  place.dispatchEvent(question);
  return question.defaultPrevented && !guarded.has(question);
}

/** Every element that matches, in all shadow trees below. */
export function deepAll<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  const found: T[] = [];
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(selector)) found.push(element as T);
    if (element.shadowRoot !== null) found.push(...deepAll<T>(element.shadowRoot, selector));
  }
  return found;
}

/** The element itself included, as a person meets it: its own shadow tree first. */
export const within = <T extends Element = HTMLElement>(host: Element, selector: string): T[] => [
  ...(host.shadowRoot === null ? [] : deepAll<T>(host.shadowRoot, selector)),
  ...deepAll<T>(host, selector),
];

/** What can be read on the screen, white space folded. */
export const textOf = (host: Element): string =>
  within(host, '*')
    .filter((element) => element.checkVisibility() && !element.matches('.unseen, style, slot'))
    .flatMap((element) => [...element.childNodes])
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.textContent?.trim() ?? '')
    .filter(Boolean)
    .join(' ');

/** The label, else what stands in the slot, else the text. */
const nameOf = (element: HTMLElement): string => {
  const slotted = element.querySelector('slot')?.assignedNodes() ?? [];
  const text = slotted.length > 0 ? slotted.map((node) => node.textContent).join('') : element.textContent;
  return (element.getAttribute('aria-label') ?? text ?? '').trim();
};

/** Names of the buttons that can be seen, in order. */
export const buttonsOf = (host: Element): string[] =>
  within(host, 'button')
    .filter((button) => button.checkVisibility())
    .map(nameOf);

/** For what hangs: the machine may be busy with other tests. */
const PATIENCE_MS = 60_000;

/** The button whose name begins so; waits for it. */
export async function button(host: Element, name: string): Promise<HTMLButtonElement> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const buttons = within<HTMLButtonElement>(host, 'button').filter((element) => element.checkVisibility());
    const found = buttons.find((element) => nameOf(element).startsWith(name));
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`No button "${name}", but: ${buttons.map(nameOf).join(', ')}`);
    await new Promise(requestAnimationFrame);
  }
}

/** The element that really has the focus, through all shadow roots. */
export function focused(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

export function fileOf(name = 'clip.mp4', bytes = 1000, type = 'video/mp4'): File {
  return new File([new Uint8Array(bytes)], name, { type, lastModified: 1 });
}

/** Puts files into a file input as a person does in its chooser. */
export function choose(input: HTMLInputElement, ...files: File[]): void {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

export function drag(
  target: EventTarget,
  type: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
  ...files: File[]
): DragEvent {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true });
  target.dispatchEvent(event);
  return event;
}

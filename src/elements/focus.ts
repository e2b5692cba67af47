/** The first button that can be seen and have the focus, in the element's own shadow tree or deeper. */
export function firstButton(root: ParentNode | null | undefined): HTMLElement | undefined {
  for (const element of root?.querySelectorAll('*') ?? []) {
    if (element instanceof HTMLButtonElement && !element.disabled && element.checkVisibility()) return element;
    const deeper = firstButton(element.shadowRoot);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

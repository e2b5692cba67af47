import type { LitElement } from 'lit';
import { firstButton } from './focus.js';

/** Each is drawn by the one before it. */
const DRAWN = ['vod-upload-tray', 'vod-upload-list', 'vod-upload-item', 'vod-upload-controls'];

/** Chromium takes the focus from what is not seen any more, Firefox leaves it there; a person may have taken it elsewhere. */
function isLost({ shadowRoot, ownerDocument }: LitElement): boolean {
  const at = shadowRoot?.activeElement;
  return at ? !at.checkVisibility() : ownerDocument.activeElement === ownerDocument.body;
}

/** Where what had the focus in this element is not seen any more, the first button of what came instead takes it. */
export async function keepFocus(host: LitElement): Promise<void> {
  if (!isLost(host)) return;
  await host.updateComplete;
  let root: ParentNode | null | undefined = host.shadowRoot;
  for (const tag of DRAWN) {
    const piece: LitElement | null | undefined = root?.querySelector<LitElement>(tag);
    if (piece === null || piece === undefined) continue;
    await customElements.whenDefined(tag);
    await piece.updateComplete;
    root = piece.shadowRoot;
  }
  if (!isLost(host)) return;
  const { shadowRoot } = host;
  (firstButton(shadowRoot) ?? shadowRoot?.querySelector<HTMLElement>('[role=status]'))?.focus();
}

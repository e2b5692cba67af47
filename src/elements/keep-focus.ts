import type { LitElement } from 'lit';
import { firstButton } from './focus.js';

/** Each is drawn by the one before it. */
const DRAWN = ['vod-upload-tray', 'vod-upload-list', 'vod-upload-item', 'vod-upload-controls'];

/** What had the focus in this element is not seen any more: the first button of what came instead takes it. */
export async function keepFocus(host: LitElement): Promise<void> {
  await host.updateComplete;
  let root: ParentNode | null | undefined = host.shadowRoot;
  for (const tag of DRAWN) {
    const piece: LitElement | null | undefined = root?.querySelector<LitElement>(tag);
    if (piece === null || piece === undefined) continue;
    await customElements.whenDefined(tag);
    await piece.updateComplete;
    root = piece.shadowRoot;
  }
  const { shadowRoot, ownerDocument } = host;
  // The person may have taken it elsewhere.
  if (ownerDocument.activeElement !== ownerDocument.body) return;
  (firstButton(shadowRoot) ?? shadowRoot?.querySelector<HTMLElement>('[role=status]'))?.focus();
}

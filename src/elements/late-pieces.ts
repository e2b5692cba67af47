import { late } from '../engine/late.js';
import { define } from './define-elements.js';
import type { Pieces } from './pieces.js';
import { learn } from './wording.js';

/** What does not come by then hangs on a connection that is dead, or nearly so: another one is tried. */
const PATIENCE_MS = 20_000;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [500, 30_000];

const TAGS = 'vod-upload-item, vod-upload-list, vod-upload-progress, vod-upload-status, vod-upload-controls';

const load = late(() => import('./pieces.js'), import.meta.url);
let here: Pieces | undefined;
let needed: Promise<void> | undefined;
const waiting = new Set<(pieces: Pieces) => void>();

/** They are here: defines them, teaches their words, and lets go on who waited for them. */
export function usePieces(pieces: Pieces): void {
  if (here !== undefined) return;
  here = pieces;
  search?.disconnect();
  learn(pieces.words);
  define(pieces.elements);
  for (const act of waiting) act(pieces);
  waiting.clear();
}

/** Loads them ahead of time. What does not come is loaded when it is needed. */
export function preloadPieces(): void {
  if (here === undefined) void coming(load());
}

/** Acts with them: now or, however long they take to come, then. */
export function withPieces(act: (pieces: Pieces) => void): void {
  if (here !== undefined) return act(here);
  waiting.add(act);
  needed ??= bring();
}

export const hasPieces = (): boolean => here !== undefined;

const coming = (loading: ReturnType<typeof load>): Promise<void> =>
  loading.then(({ pieces }) => usePieces(pieces), ignore);

async function bring(): Promise<void> {
  let loading: ReturnType<typeof load> | undefined;
  for (let failures = 0; here === undefined; failures += 1) {
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    loading = load(loading);
    await Promise.race([coming(loading), rest(PATIENCE_MS)]);
    if (!hasPieces()) await Promise.race([rest(pauseMs), backOnline()]);
  }
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const backOnline = (): Promise<unknown> =>
  new Promise((resolve) => globalThis.addEventListener('online', resolve, { once: true }));

function ignore(): void {
  // Whoever needs them asks again.
}

let search: MutationObserver | undefined;

/**
 * Brings them as soon as there is a tag of theirs in this document or shadow root, now or later: a page may lay them out
 * itself, in any framework. Costs nothing any more then.
 */
export function searchForPieces(root: Node): void {
  if (here !== undefined || !(root instanceof Document || (root instanceof ShadowRoot && !isOurs(root)))) return;
  search ??= new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) find(node);
  });
  search.observe(root, { childList: true, subtree: true });
  find(root);
}

/** Our own layout has them from the start, and nothing to draw before there is an upload. */
const isOurs = ({ host }: ShadowRoot): boolean => host.localName.startsWith('vod-upload');

function find(root: ParentNode): void {
  if (root.querySelector(TAGS) ?? (root instanceof Element && root.matches(TAGS))) withPieces(ignore);
}

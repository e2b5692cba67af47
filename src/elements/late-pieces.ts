import { late } from '../engine/late.js';
import { Arrival } from './arrival.js';
import { define } from './define-elements.js';
import type { Dragging } from './dragging.js';
import type { ExtraPieces } from './extra-pieces.js';
import { extras } from './extras.js';
import type { MorePieces } from './more-pieces.js';
import type { Pieces } from './pieces.js';
import type { Text } from '../words/text.js';
import { learn } from './wording.js';

/** Tags whose code comes with those that draw uploads. */
const TAGS = 'vod-upload-item, vod-upload-list, vod-upload-progress, vod-upload-status, vod-upload-controls';
/** Tags whose code comes after that. */
const MORE = 'vod-media-status, vod-url-import, vod-upload-details, vod-cover-picker';

const EXTRA = 'vod-upload-tray, vod-upload-move';

interface Coming {
  readonly words?: Partial<Text>;
  readonly elements?: Readonly<Record<string, CustomElementConstructor>>;
}

/** Before the elements: they may be drawn as they are defined. */
function welcome({ words = {}, elements = {} }: Coming): void {
  learn(words);
  define(elements);
  if (more.isHere && extraPieces.isHere) search?.disconnect();
}

/** All that draws and says how uploads go. */
export const pieces = new Arrival(
  late(() => import('./pieces.js'), import.meta.url),
  (module): Pieces => module.pieces,
  welcome,
);

const more = new Arrival(
  late(() => import('./more-pieces.js'), import.meta.url),
  (module): MorePieces => module.morePieces,
  welcome,
);

const extraPieces = new Arrival(
  late(() => import('./extra-pieces.js'), import.meta.url),
  (module): ExtraPieces => module.extraPieces,
  welcome,
);

/** What looks at what is dragged, and reads what is dropped. */
export const dragging = new Arrival(
  late(() => import('./dragging.js'), import.meta.url),
  (module): Dragging => module.dragging,
  welcome,
);

/** Brings the elements that only some pages have, and that draw with the pieces. */
export const bringMore = (): void => pieces.with(() => more.with(ignore));

/** Brings those that only some moments need. */
export const bringExtras = (): void => pieces.with(() => extraPieces.with(ignore));
extras.bring = bringExtras;

/** All of them are here: nothing has to be loaded any more. */
export function arrive(all: Pieces, others: MorePieces, rest: ExtraPieces): void {
  pieces.arrive(all);
  more.arrive(others);
  extraPieces.arrive(rest);
}

function ignore(): void {
  // They define themselves by coming.
}

let search: MutationObserver | undefined;

/**
 * Brings them as soon as there is a tag of theirs in this document or shadow root, now or later: a page may lay them out
 * itself, in any framework. Costs nothing any more then.
 */
export function searchForPieces(root: Node): void {
  if (
    (more.isHere && extraPieces.isHere) ||
    !(root instanceof Document || (root instanceof ShadowRoot && !isOurs(root)))
  )
    return;
  search ??= new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) find(node);
  });
  search.observe(root, { childList: true, subtree: true });
  find(root);
}

/** Our own layout has them from the start, and nothing to draw before there is an upload. */
const isOurs = ({ host }: ShadowRoot): boolean => host.localName.startsWith('vod-u');

function find(root: ParentNode): void {
  const has = (tags: string) => root.querySelector(tags) ?? (root instanceof Element && root.matches(tags));
  if (!pieces.isHere && has(TAGS)) pieces.with(ignore);
  if (has(MORE)) bringMore();
  if (has(EXTRA)) bringExtras();
}

import { englishDrop } from '../words/en/drop.js';
import { readDropped, sift } from './folders.js';
import { PageDrop } from './page-drop.js';
import { judge, sayOf } from './verdict.js';

/** All that is needed once something is dragged over the page, in one piece. */
export const dragging = { words: englishDrop, judge, sayOf, readDropped, sift, PageDrop };

export type Dragging = typeof dragging;

import { effectiveExtension } from '../engine/extension.js';
import { isOver } from '../engine/state.js';
import type { Source } from './contexts.js';
import type { Wording } from './wording.js';

/** Whether what is dragged will be taken, as far as can be told before it is dropped. */
export interface Verdict {
  /** Files that are dragged; 0 where the browser does not say. */
  readonly count: number;
  /** So many of them would be taken. */
  readonly taken: number;
  /** Why not all of them. */
  readonly why?: 'type' | 'accept' | 'full' | 'room' | 'disabled';
  /** For how many more there is room. */
  readonly room: number;
  /** Of each it is known what it is. Of a folder, and of a file of a rare kind, it is not. */
  readonly sure: boolean;
}

type Taker = Pick<Source, 'uploader' | 'accept' | 'disabled'>;

/** Kinds that VOD takes although they do not begin with `video/` or `audio/`: GIF, MPEG-TS, RealMedia, MXF, Flash. */
const ODD =
  /^(image\/gif|text\/vnd\.trolltech|application\/(octet|x-moz|mxf|vnd\.rn|vnd\.ms-asf|x-shockwave|ogg|x-matroska|mp4))/;
const MEDIA = /^(video|audio)\//;
/** Extensions whose kind browsers agree about. */
const KINDS: Readonly<Record<string, RegExp>> = {
  '.mp4': /^video\/mp4$/,
  '.m4v': /^video\/(x-m4v|mp4)$/,
  '.mov': /^video\/quicktime$/,
  '.webm': /^(video|audio)\/webm$/,
  '.mp3': /^audio\/(mpeg|mp3)$/,
  '.wav': /^audio\/(wav|x-wav|wave)$/,
  '.m4a': /^audio\/(x-m4a|mp4)$/,
};

/** Looks at what is dragged now: browsers tell its number and kinds, and neither names nor sizes. */
export function judge({ items }: DataTransfer, { uploader, accept, disabled }: Taker): Verdict {
  const types = [...items].flatMap(({ kind, type }) => (kind === 'file' ? [type.toLowerCase()] : []));
  const room = roomOf(uploader);
  const fitting = types.filter((type) => mayBe(type, accept));
  const facts = { count: types.length, room, sure: types.every((type) => MEDIA.test(type)) };
  if (disabled) return { ...facts, taken: 0, why: 'disabled' };
  if (room === 0) return { ...facts, taken: 0, why: 'full' };
  const wrong = accept === '' ? 'type' : 'accept';
  if (types.length > 0 && fitting.length === 0) return { ...facts, taken: 0, why: wrong };
  if (fitting.length > room) return { ...facts, taken: room, why: 'room' };
  return { ...facts, taken: fitting.length, ...(fitting.length < types.length && { why: wrong }) };
}

/** Where only one has room, and that is over, another one takes its place. */
function roomOf({ state, settings }: Taker['uploader']): number {
  const present = state.uploads.filter(({ phase }) => phase !== 'canceled');
  const { maxFiles } = settings;
  return maxFiles === 1 && present.every(isOver) ? 1 : Math.max(0, maxFiles - present.length);
}

/** Not certainly something else: what the browser knows no kind of may be anything, a folder too. */
function mayBe(type: string, accept: string): boolean {
  if (type === '') return true;
  if (!MEDIA.test(type)) return ODD.test(type);
  const wishes = accept
    .toLowerCase()
    .split(',')
    .flatMap((wish) => wish.trim() || []);
  return wishes.length === 0 || wishes.some((wish) => fits(type, wish));
}

function fits(type: string, wish: string): boolean {
  if (wish.startsWith('*')) return true;
  // An extension of another kind may be what this is called.
  if (wish.startsWith('.')) return KINDS[wish]?.test(type) ?? true;
  if (wish.endsWith('/*')) return type.startsWith(wish.slice(0, -1));
  // The same format has several names.
  return type === wish || (formatOf(wish) !== '' && formatOf(wish) === formatOf(type));
}

const formatOf = (type: string): string => effectiveExtension({ name: '', type });

/** In words: what a drop would do now, and why no more than that. */
export function sayOf(verdict: Verdict, wording: Wording): { readonly title: string; readonly why?: string } {
  const { count, taken, room, sure, why } = verdict;
  const reason =
    why === undefined ? undefined : why === 'room' ? wording.count('drag-room', room) : wording.say(`drag-${why}`);
  if (taken === 0 && reason !== undefined) return { title: reason };
  if (count === 0 || !sure) return { title: wording.say('drop-now'), ...(reason && { why: reason }) };
  if (taken === count) return { title: wording.count('drag-all', count) };
  return { title: wording.count('drag-some', count, { taken }), ...(reason && { why: reason }) };
}

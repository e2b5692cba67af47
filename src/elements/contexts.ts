import type { Rejection } from '../engine/uploader.js';
import { limitOf, type Attributes } from './attributes.js';
import type { Category } from './category.js';
import type { Context } from './context.js';
import type { UploaderHandle } from './uploader-factory.js';
import type { Wording } from './wording.js';

/** All that a piece needs to know of where its uploads come from. Frozen; a new one on each change. */
export interface Source {
  readonly uploader: UploaderHandle;
  readonly wording: Wording;
  /** For a file input. */
  readonly accept: string;
  readonly multiple: boolean;
  /** The file chooser gives a folder. */
  readonly folder?: boolean;
  /** No files are taken now. */
  readonly disabled: boolean;
  readonly noPause: boolean;
  readonly noDrop: boolean;
  /** Bytes; Infinity where there is no limit. */
  readonly maxFileSize: number;
  /** Files that were not taken, until they are dismissed. */
  readonly rejections: readonly Rejection[];
  /** How many others a folder had, until that is dismissed. */
  readonly leftOut?: number;
  /** Each file has a form before it starts, with these categories to choose from. */
  readonly details?: readonly Category[] | undefined;
  /** The element around: files may be dropped anywhere on it. */
  readonly area?: HTMLElement;
  addFiles(files: Iterable<File>): void;
  /** A folder had so many others, which are no video or audio. */
  leaveOut?(count: number): void;
  /** One, or all; with all goes what was left out. */
  dismiss(rejection?: Rejection): void;
  /** Opens the file chooser of the element around; absent where the piece has to bring its own. */
  browse?(): void;
}

export const sourceContext: Context<Source | undefined> = Symbol.for('vod-uploader');

/** The id of the upload that a row is about. */
export const uploadIdContext: Context<string | undefined> = Symbol.for('vod-upload-id');

interface Providing extends HTMLElement, Attributes {
  readonly noPause: boolean;
  readonly noDrop: boolean;
  readonly folder: boolean;
  readonly categories?: readonly Category[] | undefined;
  addFiles(files: Iterable<File>): unknown;
  browse(): void;
}

const NONE: readonly never[] = [];

/** What `<vod-uploader>` provides: `before` for as long as it still holds, so that a thousand rows need not ask again. */
export function sourceOf(
  element: Providing,
  own: Pick<Source, 'uploader' | 'wording' | 'disabled' | 'rejections' | 'leftOut' | 'leaveOut' | 'dismiss'>,
  before?: Source,
): Source {
  const facts = {
    ...own,
    rejections: own.rejections.length > 0 ? own.rejections : NONE,
    accept: element.accept,
    multiple: limitOf(element) > 1,
    folder: element.folder,
    noPause: element.noPause,
    noDrop: element.noDrop,
    details: element.details ? (element.categories ?? NONE) : undefined,
    maxFileSize: own.uploader.settings.maxFileSize,
    area: element,
  };
  const keys = Object.keys(facts) as (keyof typeof facts)[];
  if (before !== undefined && keys.every((key) => Object.is(before[key], facts[key]))) return before;
  return Object.freeze({
    ...facts,
    addFiles: (files: Iterable<File>) => void element.addFiles(files),
    browse: () => element.browse(),
  });
}

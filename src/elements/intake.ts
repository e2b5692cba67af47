import { isOver, type UploadState } from '../engine/state.js';
import type { Rejection, UrlRejection } from '../engine/uploader.js';
import { detailOfFile } from './events.js';
import { handlesOf } from './file-handles.js';
import type { UploaderHandle } from './uploader-factory.js';

export interface Taken {
  readonly added: readonly UploadState[];
  readonly rejected: readonly Rejection[];
}

/** The same of addresses. */
export interface TakenUrls extends Taken {
  readonly rejected: readonly UrlRejection[];
}

/** Offers files to an uploader: the page may object to each (`file-add`), and hears of those that are refused. */
export function takeFiles(target: HTMLElement, uploader: UploaderHandle, files: Iterable<File>): Taken {
  const offered = [...files];
  const taken = uploader.addFiles(offered, {
    handles: handlesOf(offered),
    accept: (file) => tell(target, 'file-add', { file, upload: detailOfFile(file.name, file.size) }, true),
  });
  tellRejected(target, taken.rejected, offered);
  return taken;
}

/** The page hears of what was refused: files, or addresses, of which no size is known. */
export function tellRejected(target: HTMLElement, rejected: readonly Rejection[], offered: readonly File[] = []): void {
  for (const { name, error } of rejected) {
    const size = offered.find((file) => file.name === name)?.size ?? 0;
    tell(target, 'file-reject', { error, upload: detailOfFile(name, size, error) });
  }
}

/** Tells the page; false where it objects. */
export function tell(target: HTMLElement, type: string, detail: object, cancelable = false): boolean {
  const event = new CustomEvent(type, { bubbles: true, composed: true, cancelable, detail: Object.freeze(detail) });
  return target.dispatchEvent(event);
}

/**
 * The same where only so many uploads have room: what is over makes room for what comes, as choosing again does in a
 * file input, but only once a new file was really taken.
 */
export function replaceFiles(
  target: HTMLElement,
  uploader: UploaderHandle,
  files: Iterable<File>,
  limit: number,
): Taken {
  const over = limit === 1 ? uploader.state.uploads.filter(({ phase }) => phase !== 'canceled').filter(isOver) : [];
  uploader.configure({ maxFiles: limit + over.length });
  const taken = takeFiles(target, uploader, files);
  if (taken.added.length > 0) for (const { id } of over) uploader.removeUpload(id);
  uploader.configure({ maxFiles: limit });
  return taken;
}

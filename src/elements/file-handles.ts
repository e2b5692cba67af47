import type { Source } from './contexts.js';
import { dragging } from './late-pieces.js';

/** Chromium's handle of a dropped file; not in TypeScript's library. */
interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<unknown>;
}

const handles = new WeakMap<File, unknown>();

/** Keeps a file's handle (or a promise of it) for whoever adds the file; gives the file back. */
export function rememberHandle(file: File, handle: unknown): File {
  handles.set(file, handle);
  return file;
}

/** What was dropped, as far as the browser tells: a folder has an entry. */
export interface Dropped {
  readonly file: File | null;
  readonly entry: FileSystemEntry | null | undefined;
  readonly handle: unknown;
}

/**
 * Takes what was dropped. Files, entries and handles have to be asked for before the event is over; the code that reads
 * folders comes when there is one.
 */
export function takeDropped({ items, files }: DataTransfer, source: Source): void {
  const dropped = [...items].flatMap((item: HandleItem): Dropped[] => {
    if (item.kind !== 'file') return [];
    const handle = item.getAsFileSystemHandle?.();
    // Whoever wants it hears of that; until then it is nobody's error.
    handle?.catch(() => undefined);
    return [{ file: item.getAsFile(), entry: item.webkitGetAsEntry?.(), handle }];
  });
  if (dropped.some(({ entry }) => entry?.isDirectory)) {
    return dragging.with(({ readDropped }) => {
      void readDropped(dropped, source.uploader).then(({ files, leftOut }) => {
        source.addFiles(files);
        if (leftOut > 0) source.leaveOut?.(leftOut);
      });
    });
  }
  const found = dropped.flatMap(({ file, handle }) => {
    if (file && handle) rememberHandle(file, handle);
    return file ?? [];
  });
  const all = found.length > 0 ? found : [...files];
  if (all.length > 0) source.addFiles(all);
}

/** What is known of these files' handles. */
export const handlesOf = (files: readonly File[]): ReadonlyMap<File, unknown> =>
  new Map(files.flatMap((file) => (handles.has(file) ? [[file, handles.get(file)] as const] : [])));

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

/** The files of a drop. Their handles, where the browser gives any, have to be asked for before the event is over. */
export function droppedFiles({ items, files }: DataTransfer): readonly File[] {
  const dropped = [...items].flatMap((item: HandleItem) => {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    const handle = file && item.getAsFileSystemHandle?.();
    if (file && handle) rememberHandle(file, handle);
    return file ? [file] : [];
  });
  return dropped.length > 0 ? dropped : [...files];
}

/** What is known of these files' handles. */
export const handlesOf = (files: readonly File[]): ReadonlyMap<File, unknown> =>
  new Map(files.flatMap((file) => (handles.has(file) ? [[file, handles.get(file)] as const] : [])));

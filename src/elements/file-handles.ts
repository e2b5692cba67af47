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

/** What is known of these files' handles. */
export const handlesOf = (files: readonly File[]): ReadonlyMap<File, unknown> =>
  new Map(files.flatMap((file) => (handles.has(file) ? [[file, handles.get(file)] as const] : [])));

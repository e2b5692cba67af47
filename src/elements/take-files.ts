import type { Source } from './contexts.js';
import { rememberHandle, type Dropped } from './file-handles.js';
import { chosenFiles } from './chosen-files.js';
import type { Read } from './folders.js';
import { dragging } from './late-pieces.js';

/** Chromium's handle of a dropped file; not in TypeScript's library. */
interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<unknown>;
}

/** Takes what was chosen; of a folder its video and audio. */
export function takeChosen(event: Event, source: Source): void {
  const { webkitdirectory } = event.target as HTMLInputElement;
  const files = chosenFiles(event);
  if (webkitdirectory) dragging.with(({ sift }) => take(source)(sift(files, source.uploader)));
  else source.addFiles(files);
}

const take =
  (source: Source) =>
  ({ files, leftOut }: Read): void => {
    source.addFiles(files);
    if (leftOut > 0) source.leaveOut?.(leftOut);
  };

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
    return dragging.with(({ readDropped }) => void readDropped(dropped, source.uploader).then(take(source)));
  }
  const found = dropped.flatMap(({ file, handle }) => {
    if (file && handle) rememberHandle(file, handle);
    return file ?? [];
  });
  const all = found.length > 0 ? found : [...files];
  if (all.length > 0) source.addFiles(all);
}

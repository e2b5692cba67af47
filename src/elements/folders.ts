import type { ErrorCode } from '../engine/error.js';
import { fileFault } from '../engine/validate.js';
import { rememberHandle, type Dropped } from './file-handles.js';
import type { UploaderHandle } from './uploader-factory.js';

/** A folder of holidays, not a disk. */
const MOST = { files: 1_000, looks: 20_000, depth: 20 };
/** What systems put into folders, and nobody knows of. */
const HIDDEN = /^(\.|__MACOSX$|thumbs\.db$|desktop\.ini$)/i;
/** What is no video or audio, as far as its name tells. */
const OTHER: readonly ErrorCode[] = ['file-type', 'file-no-extension', 'file-playlist', 'file-empty'];

/** Of a folder. */
export interface Read {
  readonly files: readonly File[];
  /** Others that it has, and those that were too many. Hidden ones do not count. */
  readonly leftOut: number;
}

/** A folder, or a file in one, of either of the two interfaces that browsers have. */
interface Node {
  readonly name: string;
  /** Of a folder. */
  children?(): Promise<readonly Node[]>;
  file?(): Promise<File>;
}

/** Chromium's handles; not all of it is in TypeScript's library. */
interface Handle {
  readonly kind: 'file' | 'directory';
  readonly name: string;
  getFile(): Promise<File>;
  values(): AsyncIterable<Handle>;
}

/**
 * The files of a drop, those in its folders too, by their path. What is no video or audio is left out within a folder; what
 * was dropped by itself is for the uploader to refuse, with a word. What cannot be read is not there.
 */
export async function readDropped(
  dropped: readonly Dropped[],
  { settings, limits }: Pick<UploaderHandle, 'settings' | 'limits'>,
): Promise<Read> {
  const files: File[] = [];
  const most = Math.min(MOST.files, settings.maxFiles);
  let [leftOut, looks] = [0, 0];

  const visit = async (node: Node, depth: number): Promise<void> => {
    looks += 1;
    if (HIDDEN.test(node.name) || looks > MOST.looks || depth > MOST.depth) return;
    if (node.children) {
      for (const child of byName(await node.children().catch(() => []))) await visit(child, depth + 1);
      return;
    }
    const file = await node.file?.().catch(() => undefined);
    if (file === undefined) return;
    const fault = fileFault(file, settings, limits);
    if (files.length >= most || (fault !== undefined && OTHER.includes(fault.code))) leftOut += 1;
    else files.push(file);
  };

  for (const { entry, handle, file } of dropped) {
    const known = (await Promise.resolve(handle).catch(() => undefined)) as Handle | undefined;
    if (entry?.isDirectory) {
      const before = files.length + leftOut;
      await visit(known?.kind === 'directory' ? ofHandle(known) : ofEntry(entry), 0);
      // For the uploader to refuse, with a word.
      if (files.length + leftOut === before) files.push(new File([], entry.name));
    } else if (file) files.push(known === undefined ? file : rememberHandle(file, known));
  }
  return { files, leftOut };
}

/** The same of a folder that a file input was asked for: browsers give all that is in it, with its path. */
export function sift(all: readonly File[], { settings, limits }: Pick<UploaderHandle, 'settings' | 'limits'>): Read {
  const seen = all
    .filter(
      (file) =>
        !pathOf(file)
          .split('/')
          .some((name) => HIDDEN.test(name)),
    )
    .sort((a, b) => compare(pathOf(a), pathOf(b)));
  const media = seen.filter((file) => {
    const fault = fileFault(file, settings, limits);
    return fault === undefined || !OTHER.includes(fault.code);
  });
  const files = media.slice(0, Math.min(MOST.files, settings.maxFiles));
  return { files, leftOut: seen.length - files.length };
}

const pathOf = ({ webkitRelativePath, name }: File): string => webkitRelativePath || name;

const { compare } = new Intl.Collator(undefined, { numeric: true });
const byName = (nodes: readonly Node[]): readonly Node[] => [...nodes].sort((a, b) => compare(a.name, b.name));

function ofHandle(handle: Handle): Node {
  const { name, kind } = handle;
  if (kind === 'file') return { name, file: async () => rememberHandle(await handle.getFile(), handle) };
  return {
    name,
    children: async () => {
      const nodes: Node[] = [];
      for await (const child of handle.values()) nodes.push(ofHandle(child));
      return nodes;
    },
  };
}

function ofEntry(entry: FileSystemEntry): Node {
  const { name } = entry;
  if (entry.isFile)
    return { name, file: () => new Promise((...settle) => (entry as FileSystemFileEntry).file(...settle)) };
  return {
    name,
    children: async () => {
      const reader = (entry as FileSystemDirectoryEntry).createReader();
      const nodes: Node[] = [];
      // Chromium gives a hundred at a time, and none once it has given all.
      for (;;) {
        const some = await new Promise<FileSystemEntry[]>((...settle) => reader.readEntries(...settle));
        if (some.length === 0 || nodes.length > MOST.looks) return nodes;
        nodes.push(...some.map(ofEntry));
      }
    },
  };
}

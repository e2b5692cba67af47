import { describe, expect, it } from 'vitest';
import { handlesOf, type Dropped } from '../../src/elements/file-handles.js';
import { readDropped, sift } from '../../src/elements/folders.js';
import { judge, sayOf } from '../../src/elements/verdict.js';
import { learn } from '../../src/elements/wording.js';
import { englishDrop } from '../../src/words/en/drop.js';
import { FakeUploader } from '../support/fake-uploader.js';
import { STATES, uploadAt } from '../support/upload-states.js';
import { words } from '../support/words.js';

learn(englishDrop);

interface Given {
  readonly accept?: string;
  readonly maxFiles?: number;
  readonly disabled?: boolean;
  readonly uploads?: ConstructorParameters<typeof FakeUploader>[0];
}

function verdictOf(
  types: readonly string[],
  { accept = '', maxFiles = Infinity, disabled = false, uploads }: Given = {},
) {
  const uploader = new FakeUploader(uploads);
  uploader.configure({ maxFiles });
  const items = types.map((type) => (type === 'text/plain;string' ? { kind: 'string', type } : { kind: 'file', type }));
  return judge({ items } as unknown as DataTransfer, { uploader, accept, disabled });
}
const said = (...given: Parameters<typeof verdictOf>) => Object.values(sayOf(verdictOf(...given), words));

describe('what is dragged', () => {
  it('is counted where all of it is surely video or audio', () => {
    expect(said(['video/mp4'])).toEqual(['Drop to add 1 file']);
    expect(said(['video/mp4', 'audio/mpeg', 'text/plain;string'])).toEqual(['Drop to add 2 files']);
  });

  it('may be anything where the browser does not say what: a folder, or a file of a rare kind', () => {
    expect(said([''])).toEqual(['Drop to add']);
    expect(said(['application/x-moz-file', 'video/mp4'])).toEqual(['Drop to add']);
    expect(said([])).toEqual(['Drop to add']);
  });

  it('is refused where none of it can be video or audio', () => {
    expect(verdictOf(['image/png', 'application/pdf'])).toMatchObject({ taken: 0, why: 'type' });
    expect(said(['image/png'])).toEqual(['Only video and audio can be added here']);
  });

  it('is partly taken, and it is said why', () => {
    expect(said(['video/mp4', 'image/png', 'audio/wav'])).toEqual([
      'Drop to add',
      'Only video and audio can be added here',
    ]);
    expect(said(['video/mp4', 'video/webm', 'video/mp4'], { maxFiles: 2 })).toEqual([
      'Drop to add 2 of 3 files',
      'There is room for 2 more files',
    ]);
  });

  it('keeps to what the page accepts, and doubts only what it cannot know', () => {
    const takes = (type: string, accept: string) => verdictOf([type], { accept }).taken === 1;
    expect(takes('audio/mpeg', 'video/*')).toBe(false);
    expect(takes('audio/mpeg', 'video/*, audio/*')).toBe(true);
    expect(takes('video/mp4', '.mov')).toBe(false);
    expect(takes('video/mp4', '.mov,.mp4')).toBe(true);
    expect(takes('video/x-flv', '.flv')).toBe(true);
    expect(takes('', '.mp4')).toBe(true);
    expect(takes('video/mp4', '*/*')).toBe(true);
    expect(takes('audio/x-wav', 'audio/wav')).toBe(true);
    expect(said(['audio/mpeg'], { accept: 'video/*' })).toEqual(['Files of this type cannot be added here']);
    expect(takes('image/gif', '')).toBe(true);
  });

  it('has no room where the list is full, and takes the place of what is over where one has room', () => {
    expect(said(['video/mp4'], { maxFiles: 1, uploads: [STATES.uploading] })).toEqual([
      'The list is full. Remove a file first.',
    ]);
    expect(said(['video/mp4'], { maxFiles: 1, uploads: [STATES.ready] })).toEqual(['Drop to add 1 file']);
    const canceled = uploadAt({ phase: 'canceled' });
    expect(verdictOf(['video/mp4', 'video/mp4'], { maxFiles: 2, uploads: [canceled] }).taken).toBe(2);
  });

  it('is not taken while nothing is', () => {
    expect(said(['video/mp4'], { disabled: true })).toEqual(['Files cannot be added right now']);
  });
});

type Tree = { readonly [name: string]: Tree | number };

/** A folder as `webkitGetAsEntry` gives it: a hundred names at a time. */
function entryOf(name: string, tree: Tree | number, batch = 100): FileSystemEntry {
  const fail = (_: unknown, error?: (thrown: Error) => void): void => error?.(new Error('gone'));
  if (typeof tree === 'number') {
    const file = (give: (file: File) => void, error: (thrown: Error) => void): void =>
      tree < 0 ? fail(give, error) : give(new File([new Uint8Array(tree)], name));
    return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const children = Object.entries(tree).map(([each, below]) => entryOf(each, below, batch));
    return { readEntries: (give: (entries: FileSystemEntry[]) => void) => give(children.splice(0, batch)) };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

/** The same as Chromium's handles. */
function handleOf(name: string, tree: Tree | number): unknown {
  if (typeof tree === 'number')
    return { kind: 'file', name, getFile: () => Promise.resolve(new File([new Uint8Array(tree)], name)) };
  return {
    kind: 'directory',
    name,
    async *values() {
      for (const [each, below] of Object.entries(tree)) yield await Promise.resolve(handleOf(each, below));
    },
  };
}

const HOLIDAY: Tree = {
  'clip 10.mp4': 1,
  'clip 2.mp4': 1,
  '.DS_Store': 9,
  'Thumbs.db': 9,
  'notes.txt': 5,
  empty: {},
  'day 2': { 'b.mov': 1, 'a.mov': 1, 'poster.jpg': 3, '.hidden': { 'c.mp4': 1 } },
  'day 1': { 'z.mp3': 1 },
};

const dropOf = (entry: FileSystemEntry, handle?: unknown): Dropped => ({ file: null, entry, handle });
const read = async (dropped: readonly Dropped[], maxFiles = Infinity) => {
  const uploader = new FakeUploader();
  uploader.configure({ maxFiles });
  const { files, leftOut } = await readDropped(dropped, uploader);
  return { names: files.map(({ name }) => name), leftOut, files };
};

describe('a folder', () => {
  const expected = ['clip 2.mp4', 'clip 10.mp4', 'z.mp3', 'a.mov', 'b.mov'].sort();

  it('is read with all that is in it, in the order of the names; what is no media is counted, what is hidden is not', async () => {
    const { names, leftOut } = await read([dropOf(entryOf('holiday', HOLIDAY))]);
    expect([...names].sort()).toEqual(expected);
    expect(names.indexOf('clip 2.mp4')).toBeLessThan(names.indexOf('clip 10.mp4'));
    expect(names.indexOf('a.mov')).toBeLessThan(names.indexOf('b.mov'));
    expect(names.indexOf('z.mp3')).toBeLessThan(names.indexOf('a.mov'));
    expect(leftOut).toBe(2);
  });

  it('gives the handles of its files where the browser has any', async () => {
    const handle = handleOf('holiday', HOLIDAY);
    const { names, files } = await read([dropOf(entryOf('holiday', HOLIDAY), Promise.resolve(handle))]);
    expect([...names].sort()).toEqual(expected);
    expect(handlesOf(files).size).toBe(expected.length);
  });

  it('is read through its entries where its handle is refused', async () => {
    const refused = Promise.reject(new Error('denied'));
    const { names } = await read([dropOf(entryOf('holiday', HOLIDAY), refused)]);
    expect(names).toHaveLength(expected.length);
  });

  it('is read to its end, also where the browser gives its names in pieces', async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`${n}.mp4`, 1]));
    const { names } = await read([dropOf(entryOf('many', many))]);
    expect(names).toHaveLength(250);
    expect(names.slice(0, 3)).toEqual(['0.mp4', '1.mp4', '2.mp4']);
  });

  it('gives no more than the list takes, a thousand at most, and counts the rest', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, n) => [`${n}.mp4`, 1]));
    expect(await read([dropOf(entryOf('many', many))])).toMatchObject({ leftOut: 200 });
    expect(await read([dropOf(entryOf('many', many))], 3)).toMatchObject({
      names: ['0.mp4', '1.mp4', '2.mp4'],
      leftOut: 1_197,
    });
  });

  it('with nothing in it is an empty file, which the uploader refuses with a word', async () => {
    const { files, leftOut } = await read([dropOf(entryOf('holiday', { '.DS_Store': 9, deeper: {} }))]);
    expect(files.map(({ name, size }) => [name, size])).toEqual([['holiday', 0]]);
    expect(leftOut).toBe(0);
  });

  it('without an end does not hang', async () => {
    const endless: Record<string, unknown> = { 'clip.mp4': 1 };
    endless['again'] = endless;
    const { names } = await read([dropOf(entryOf('endless', endless as Tree, 100) as never)].map((drop) => drop));
    expect(names.length).toBeLessThan(30);
  });

  it('goes on where a file of it cannot be read', async () => {
    const { names } = await read([dropOf(entryOf('holiday', { 'a.mp4': -1, 'b.mp4': 1 }))]);
    expect(names).toEqual(['b.mp4']);
  });

  it('keeps its place among files, which are given as they are: of those the person is told', async () => {
    const text = new File(['x'], 'notes.txt');
    const { names, leftOut } = await read([
      { file: text, entry: entryOf('notes.txt', 1), handle: undefined },
      dropOf(entryOf('day', { 'a.mp4': 1 })),
    ]);
    expect(names).toEqual(['notes.txt', 'a.mp4']);
    expect(leftOut).toBe(0);
  });

  it('that was chosen gives the same', () => {
    const at = (path: string): File =>
      Object.defineProperty(new File(['x'], path.split('/').at(-1)!), 'webkitRelativePath', { value: path });
    const all = ['h/b/2.mp4', 'h/a/10.mov', 'h/a/9.mov', 'h/.git/x.mp4', 'h/notes.txt', 'h/.DS_Store'].map(at);
    const { files, leftOut } = sift(all, new FakeUploader());
    expect(files.map(({ name }) => name)).toEqual(['9.mov', '10.mov', '2.mp4']);
    expect(leftOut).toBe(1);
  });
});

import type { Entry } from './entry.js';
import { UploadError } from './error.js';
import type { Limits, Settings } from './settings.js';
import type { FileFacts } from './source.js';
import { isOver } from './state.js';
import { Upload } from './upload.js';
import { fileFault } from './validate.js';

export interface Rejection {
  readonly name: string;
  readonly error: UploadError;
}

export interface AddOptions {
  /** Asked for each file that passed; `false` leaves it out silently. */
  accept?(file: File): boolean;
  /** `FileSystemFileHandle`s (or promises of them), where the browser gives them: a reload finds the file by itself. */
  readonly handles?: ReadonlyMap<File, unknown>;
}

interface Admission extends Pick<AddOptions, 'accept'> {
  readonly uploads: () => readonly Entry[];
  /** Another object after each change. */
  readonly state: () => unknown;
  readonly settings: () => Settings;
  readonly limits: Limits;
  create(file: File): Upload;
}

/** Which of these files become uploads, which belong to one that is there, and which are refused. */
export function admit(
  files: Iterable<File>,
  { uploads, state, settings, limits, accept, create }: Admission,
): { added: Upload[]; rejected: Rejection[] } {
  const added: Upload[] = [];
  const rejected: Rejection[] = [];
  let [room, seen] = [new Room(uploads()), state()];
  for (const file of files) {
    // Whoever was asked may have changed the list.
    if (state() !== seen) [room, seen] = [new Room([...uploads(), ...added]), state()];
    if (room.offer(file)) continue;
    const error = room.fault(file, settings(), limits);
    if (error !== undefined) rejected.push({ name: file.name, error });
    else if (accept?.(file) ?? true) {
      added.push(create(file));
      room.take(file);
    }
  }
  return { added, rejected };
}

/** By all that a list shows of it. Numbers first: a name may have anything in it. */
const keyOf = ({ name, size, lastModified }: FileFacts): string => `${size} ${lastModified} ${name}`;

/** What a list has room for at one moment: looked through once, not for each of a thousand files. */
class Room {
  readonly #files: Set<string>;
  readonly #incomplete: readonly Upload[];
  #count: number;

  constructor(entries: readonly Entry[]) {
    const uploads = entries.filter((entry) => entry instanceof Upload);
    // The very same file has its row already, and needs no other.
    const busy = uploads.filter(({ state }) => state.phase === 'ready' || !isOver(state));
    this.#files = new Set(busy.map(({ job }) => keyOf(job.source.facts)));
    this.#incomplete = uploads.filter(({ job }) => !job.source.found);
    this.#count = entries.filter(({ state }) => state.phase !== 'canceled').length;
  }

  /** Whether it belongs to an upload whose file was not at hand. */
  offer(file: File): boolean {
    return this.#incomplete.some((upload) => upload.offer(file));
  }

  take(file: File): void {
    this.#files.add(keyOf(file));
    this.#count += 1;
  }

  /** The first reason not to take it. */
  fault(file: File, settings: Settings, limits: Limits): UploadError | undefined {
    const { maxFiles } = settings;
    const values = { name: file.name, most: maxFiles };
    if (this.#files.has(keyOf(file)))
      return new UploadError('file-duplicate', `${file.name} is already in the list`, { values });
    const fault = fileFault(file, settings, limits);
    if (fault !== undefined || this.#count < maxFiles) return fault;
    return new UploadError('too-many-files', `At most ${maxFiles} files`, { values });
  }
}

import { admitUrls } from '../../src/engine/admit-urls.js';
import { DEFAULTS, type Limits, type MetadataInput, type Settings } from '../../src/engine/settings.js';
import { select, type UploadState } from '../../src/engine/state.js';
import type { AddOptions, AddUrlOptions, Rejection, UploaderState, UrlRejection } from '../../src/engine/uploader.js';
import { UploadError } from '../../src/engine/error.js';
import type { UploaderHandle } from '../../src/elements/uploader-factory.js';
import { AUDIO_EXTENSIONS, EMOJI, LIMITS, REFERENCE_ID, VIDEO_EXTENSIONS } from '../../src/vod/protocol-limits.js';

type Draw = (state: UploaderState) => void;
type Seen = (after: UploadState, before: UploadState | undefined) => void;

/** An uploader that stands still: its states are written by hand, and it writes down what it is told to do. */
export class FakeUploader implements UploaderHandle {
  state: UploaderState = Object.freeze({ uploads: [] });
  settings: Settings = DEFAULTS;
  readonly calls: string[] = [];
  readonly #drawers = new Set<Draw>();
  readonly #observers = new Set<Seen>();

  constructor(uploads: readonly UploadState[] = []) {
    this.set(...uploads);
  }

  /** What `listResumable` finds and `restore` puts into the list. */
  resumable: readonly UploadState[] = [];

  listResumable(): Promise<readonly UploadState[]> {
    return Promise.resolve(this.resumable);
  }

  /** How often a person seemed to be about to choose a file. */
  preloads = 0;

  preload(): Promise<void> {
    this.preloads += 1;
    return Promise.resolve();
  }

  restore(): Promise<readonly UploadState[]> {
    this.calls.push('restore');
    this.set(...this.state.uploads, ...this.resumable);
    return Promise.resolve(this.resumable);
  }

  discardResumable(id?: string): Promise<void> {
    this.calls.push(`discardResumable ${id ?? 'all'}`);
    return Promise.resolve();
  }

  /** How many listen, to find those that outlive their element. */
  get listeners(): number {
    return this.#drawers.size + this.#observers.size;
  }

  /** Puts these states into the list and tells of each that is new or has changed. */
  set(...uploads: readonly UploadState[]): void {
    const before = this.state.uploads;
    this.state = Object.freeze({ uploads: Object.freeze([...uploads]) });
    for (const after of uploads) {
      const was = before.find(({ id }) => id === after.id);
      if (was !== after) for (const seen of this.#observers) seen(after, was);
    }
    queueMicrotask(() => this.#drawers.forEach((draw) => draw(this.state)));
  }

  /** Changes one upload. */
  change(id: string, change: Partial<UploadState>): void {
    const changed = (upload: UploadState) => Object.freeze({ ...upload, ...change }) as UploadState;
    this.set(...this.state.uploads.map((upload) => (upload.id === id ? changed(upload) : upload)));
  }

  configure(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
  }

  subscribe(draw: Draw, { signal }: { signal: AbortSignal }): void {
    this.#drawers.add(draw);
    signal.addEventListener('abort', () => this.#drawers.delete(draw));
  }

  observe(seen: Seen, { signal }: { signal: AbortSignal }): void {
    this.#observers.add(seen);
    signal.addEventListener('abort', () => this.#observers.delete(seen));
  }

  addFiles(files: Iterable<File>, options: AddOptions = {}): { added: UploadState[]; rejected: Rejection[] } {
    const added: UploadState[] = [];
    const rejected: Rejection[] = [];
    for (const file of files) {
      const { name, type, size } = file;
      const count = this.state.uploads.length + added.length;
      const present = count - this.state.uploads.filter(({ phase }) => phase === 'canceled').length;
      if (size === 0) rejected.push({ name, error: new UploadError('file-empty', 'empty', { values: { name } }) });
      else if (present >= this.settings.maxFiles)
        rejected.push({ name, error: new UploadError('too-many-files', 'full') });
      else if (options.accept?.(file) ?? true) added.push(select({ id: `file-${count}`, name, type, total: size }));
    }
    this.set(...this.state.uploads, ...added);
    return { added, rejected };
  }

  addUrls(urls: Iterable<string>): Promise<{ added: UploadState[]; rejected: UrlRejection[] }> {
    this.calls.push(`addUrls ${[...urls].join(' ')}`);
    return Promise.resolve({ added: [], rejected: [] });
  }

  /** What the list's uploads are of. */
  readonly files = new Map<string, File>();

  fileOf(id: string): File | undefined {
    return this.files.get(id);
  }

  sendCover(image: Blob): Promise<string> {
    this.calls.push(`sendCover ${image.type}`);
    return Promise.resolve('https://example.com/cover.jpg');
  }

  checkUrls(urls: Iterable<string>, options: AddUrlOptions = {}): Promise<readonly UrlRejection[]> {
    const { settings, limits } = this;
    return Promise.resolve(admitUrls(urls, { entries: [], settings, limits, options, create: () => {} }).rejected);
  }

  limits: Limits = {
    ...LIMITS,
    extensions: [...VIDEO_EXTENSIONS, ...AUDIO_EXTENSIONS],
    audioExtensions: AUDIO_EXTENSIONS,
    referenceId: REFERENCE_ID,
    refused: EMOJI,
  };

  describe(id: string, metadata: MetadataInput): void {
    const described = this.state.uploads.find((upload) => upload.id === id)?.described;
    this.change(id, { described: { ...described, person: { ...described?.person, ...metadata } } });
  }

  start = (id?: string): void => this.#call('start', id);
  pause = (id?: string): void => this.#call('pause', id);
  resume = (id?: string): void => this.#call('resume', id);
  retry = (id?: string): void => this.#call('retry', id);
  cancel = (id?: string): void => this.#call('cancel', id);
  clear = (): void => this.#call('clear');
  move = (id: string, beforeId?: string): void => {
    this.#call('move', `${id} before ${beforeId ?? 'the end'}`);
    const { uploads } = this.state;
    const rest = uploads.filter((upload) => upload.id !== id);
    const at = beforeId === undefined ? rest.length : rest.findIndex((upload) => upload.id === beforeId);
    this.set(...rest.slice(0, at), ...uploads.filter((upload) => upload.id === id), ...rest.slice(at));
  };
  removeUpload = (id: string): void => {
    this.#call('removeUpload', id);
    this.set(...this.state.uploads.filter((upload) => upload.id !== id));
  };

  suspend = (): (() => void) => {
    this.#call('suspend');
    return () => this.#call('go on');
  };

  #call(method: string, id?: string): void {
    this.calls.push(id === undefined ? method : `${method} ${id}`);
  }
}

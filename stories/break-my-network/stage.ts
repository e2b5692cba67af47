import { createVodUploader, type UploadState } from '../../src/core.js';
import type { LogEntry } from '../../src/emulator/index.js';
import { UploadError } from '../../src/engine/error.js';
import { filmFile } from '../support/films.js';
import { pageWorld, type PageWorld } from '../support/page-world.js';
import type { Fault } from './faults.js';
import { phaseWords, troubleWords } from './words.js';

export type Tone = 'you' | 'good' | 'wait' | 'bad' | 'plain';

export interface Line {
  /** ms since the upload began. */
  readonly at: number;
  readonly tone: Tone;
  readonly text: string;
}

/** One request of a part, as it stands. */
export interface Tile {
  readonly part: number;
  readonly fate: 'flying' | 'stored' | 'refused' | 'lost';
}

export interface Verdict {
  /** The object is the file, byte by byte. */
  readonly identical: boolean;
  readonly bytes: number;
  readonly parts: number;
  /** Bytes that OSS stored although it had them. */
  readonly twice: number;
  readonly videos: number;
}

export interface StageOptions {
  readonly megabytes: number;
  readonly megabytesPerSecond: number;
}

type Uploader = ReturnType<typeof createVodUploader>;

/** One upload into the emulator in this page, and everything that is done to it. Knows nothing of how it is drawn. */
export class Stage {
  readonly world: PageWorld;
  readonly lines: Line[] = [];
  uploader: Uploader;
  verdict: Verdict | undefined;
  file: File | undefined;
  /** How many pages there were. */
  pages = 1;
  readonly #scope = `break-my-network-${crypto.randomUUID()}`;
  readonly #lasting = new Map<string, () => void>();
  #page = new AbortController();
  #begun = performance.now();
  #read = 0;

  constructor(
    private readonly options: StageOptions,
    private readonly changed: () => void,
  ) {
    this.world = pageWorld({ bytesPerSecond: options.megabytesPerSecond * 1024 ** 2 });
    this.uploader = this.#open();
  }

  get upload(): UploadState | undefined {
    return this.uploader.state.uploads[0];
  }

  get tiles(): readonly Tile[] {
    return this.#parts().map((entry) => ({ part: entry.part ?? 0, fate: fateOf(entry) }));
  }

  /** Bytes that the bucket holds. */
  get stored(): number {
    const { uploads, objects } = this.world.world.bucket;
    const parts = [...uploads.values()].flatMap((upload) => [...upload.parts.values()]);
    const done = [...objects.values()].filter(({ derived }) => !derived).map(({ content }) => content);
    return [...parts, ...done].reduce((sum, { size }) => sum + size, 0);
  }

  isOn = (fault: Fault): boolean => this.#lasting.has(fault.name);

  async start(): Promise<void> {
    this.file ??= await filmFile('Harbour at dawn.mp4', this.options.megabytes);
    this.#begun = performance.now();
    this.say('plain', `The upload begins: ${this.options.megabytes} MB, in parts, over several connections.`);
    this.uploader.addFiles([this.file]);
  }

  press(fault: Fault): void {
    const lift = this.#lasting.get(fault.name);
    if (lift !== undefined) {
      this.#lasting.delete(fault.name);
      this.say('you', fault.over ?? '');
      lift();
      return;
    }
    this.say('you', fault.said);
    const undo = fault.act(this);
    if (undo !== undefined && fault.over !== undefined) this.#lasting.set(fault.name, undo);
  }

  /** What was in memory is gone; what the checkpoint says is not. */
  crash(): void {
    const died = this.uploader;
    this.#page.abort();
    died.suspend();
    this.#page = new AbortController();
    this.pages += 1;
    this.uploader = this.#open();
    void this.#comeBack(this.uploader);
  }

  /** What came over the wire since the last look. */
  look(): void {
    const { entries } = this.world.world.log;
    const open = entries.findIndex((entry, at) => at >= this.#read && entry.endedAt === undefined);
    const fresh = entries.slice(this.#read, open === -1 ? undefined : open);
    this.#read += fresh.length;
    for (const [text, times] of counted(fresh.map(troubleWords)))
      this.say('bad', times > 1 ? `${text} (${times} times)` : text);
    if (this.#read > 0) this.changed();
  }

  say(tone: Tone, text: string): void {
    this.lines.push({ at: performance.now() - this.#begun, tone, text });
    this.changed();
  }

  async close(): Promise<void> {
    this.#page.abort();
    this.uploader.suspend();
    await this.uploader.discardResumable().catch(() => undefined);
    await this.world.close();
  }

  #open(): Uploader {
    const { signal } = this.#page;
    const { world } = this;
    const uploader = createVodUploader({
      backend: world.calls,
      network: world.line,
      scope: this.#scope,
      pollMs: [200, 1000],
      partSize: 256 * 1024,
      // The requests of a page that crashed die with it.
      send: (request) => {
        if (signal.aborted) return Promise.reject(new UploadError('network', 'The page is gone'));
        return world.send({ ...request, signal: AbortSignal.any([request.signal, signal]) });
      },
    });
    uploader.observe((after, before) => !signal.aborted && this.#heard(after, before), { signal });
    uploader.subscribe(() => this.look(), { signal });
    return uploader;
  }

  async #comeBack(uploader: Uploader): Promise<void> {
    const found = await uploader.restore();
    if (uploader !== this.uploader || this.file === undefined) return;
    if (found.length === 0) {
      this.say('plain', 'Nothing had begun: the new page starts afresh.');
    } else {
      this.say('good', 'The new page found the upload in its checkpoint. You choose the same file, and it goes on.');
    }
    uploader.addFiles([this.file]);
  }

  #heard(after: UploadState, before: UploadState | undefined): void {
    const reason = (upload: UploadState | undefined) => (upload?.phase === 'waiting' ? upload.reason : undefined);
    if (after.phase === before?.phase && reason(after) === reason(before)) return;
    this.look();
    const words = phaseWords(after, before);
    if (words !== undefined) this.say(...words);
    if (after.phase === 'ready') void this.#judge();
  }

  async #judge(): Promise<void> {
    const { world, file } = this;
    const objects = [...world.world.bucket.objects.values()].filter(({ derived }) => !derived);
    const [object] = objects;
    if (object === undefined || file === undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let at = 0;
    let identical = object.content.size === bytes.length && objects.length === 1;
    for await (const chunk of object.content.read()) {
      identical &&= chunk.every((byte, offset) => bytes[at + offset] === byte);
      at += chunk.byteLength;
    }
    const stored = this.#parts().filter((entry) => fateOf(entry) === 'stored');
    const sum = stored.reduce((total, entry) => total + (entry.bytes ?? 0), 0);
    const parts = new Set(stored.map(({ part }) => part)).size;
    const videos = world.world.videos.all.length;
    this.verdict = { identical, bytes: at, parts, twice: sum - at, videos };
    this.changed();
  }

  #parts(): readonly LogEntry[] {
    return this.world.world.log.entries.filter(({ op }) => op === 'UploadPart');
  }
}

function fateOf({ status, cut, endedAt }: LogEntry): Tile['fate'] {
  if (endedAt === undefined) return 'flying';
  if (cut) return 'lost';
  return status === 200 ? 'stored' : 'refused';
}

/** How often each was said, in order. */
function counted(texts: readonly (string | undefined)[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) if (text !== undefined) times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}

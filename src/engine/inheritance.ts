import type { Entry } from './entry.js';
import type { Importer } from './importer.js';
import { Leftovers, type Leftover } from './leftovers.js';
import type { Ports } from './ports.js';
import type { Roster } from './roster.js';
import { inherit, type UploadState } from './state.js';
import type { UploadMaker } from './upload-maker.js';

/** What it works with, of the uploader whose list it fills. */
interface Surroundings {
  readonly ports: Ports;
  readonly roster: Roster;
  readonly maker: UploadMaker;
  readonly scope: () => string;
  readonly importer: () => Promise<Importer>;
}

/** What earlier pages left: uploads to go on with, and imports that VOD was at. */
export class Inheritance {
  #leftovers: Leftovers | undefined;

  constructor(private readonly around: Surroundings) {}

  async list(): Promise<readonly UploadState[]> {
    return (await this.#found()).flatMap(({ id, checkpoint, moving }) => (moving ? [] : inherit(id, checkpoint)));
  }

  async restore(): Promise<readonly UploadState[]> {
    const both = await Promise.all([this.#restoreUploads(), this.#restoreImports()]);
    return both.flat().map(({ state }) => state);
  }

  async discard(id: string | undefined): Promise<void> {
    const { maker, roster } = this.around;
    const found = (await this.#found()).flatMap((leftover) => (leftover.moving ? [] : maker.inherit(leftover)));
    const gone = [...roster.entries, ...found].filter(({ state }) => state.inherited && (id ?? state.id) === state.id);
    roster.take(gone);
    await Promise.all(gone.map((entry) => entry.cancel()));
  }

  async #restoreUploads(): Promise<readonly Entry[]> {
    const { maker, roster } = this.around;
    const found = (await this.#found()).map((leftover) => ({ ...leftover, upload: maker.inherit(leftover) }));
    const uploads = found.map(({ upload }) => upload);
    roster.add(uploads);
    for (const { upload, moving } of found) if (moving) upload.start();
    return uploads;
  }

  #found(): Promise<readonly Leftover[]> {
    const { ports, roster, maker, scope } = this.around;
    this.#leftovers ??= new Leftovers(ports, (canceled) => maker.inherit(canceled).sweep());
    return this.#leftovers.list(scope(), roster.names);
  }

  async #restoreImports(): Promise<readonly Entry[]> {
    const { ports, roster, scope } = this.around;
    // A browser that stores nothing has nothing to tell.
    const found = await ports.importRecords.list(scope()).catch(() => []);
    if (found.length === 0) return [];
    const importer = await this.around.importer();
    // Not before: somebody else may have brought them back meanwhile.
    const gone = found.filter(({ id }) => !roster.names.includes(id));
    const imports = gone.map(({ id, record }) => importer.inherit(id, record));
    roster.add(imports);
    void roster.begin(imports);
    return imports;
  }
}

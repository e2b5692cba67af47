import { Job } from './job.js';
import type { Common } from './line.js';
import type { Ports } from './ports.js';
import type { Roster } from './roster.js';
import type { Limits, Settings } from './settings.js';
import { Slots } from './slots.js';
import { FileSource } from './source.js';
import type { Stored } from './stored.js';
import { Upload } from './upload.js';

/** Makes uploads, and has what all of one uploader share: places to send from, and the line. */
export class UploadMaker {
  readonly slots = new Slots(
    () => this.settings().maxConcurrentUploads,
    (id) => this.roster.place(id),
  );
  readonly #common: Common = { uploads: () => this.slots.taken };

  constructor(
    private readonly ports: Ports,
    private readonly limits: Limits,
    private readonly settings: () => Settings,
    private readonly roster: Pick<Roster, 'changed' | 'place'>,
  ) {}

  create(file: File, handle: unknown): Upload {
    const job = this.#job(this.ports.newId(), new FileSource(file, file));
    // Late is early enough: the next thing that is written down has it.
    Promise.resolve(handle)
      .then((resolved) => (job.handle = resolved))
      .catch(() => undefined);
    return this.#upload(job);
  }

  /** Of an earlier page. */
  inherit({ id, checkpoint }: Stored): Upload {
    const job = this.#job(id, new FileSource(checkpoint.fingerprint));
    job.adopt(checkpoint);
    return this.#upload(job);
  }

  #job(id: string, source: FileSource): Job {
    return new Job(id, source, this.ports, this.settings, (signal) => this.slots.acquire(signal, id), this.#common);
  }

  #upload(job: Job): Upload {
    return new Upload(job, this.limits, this.roster.changed);
  }
}

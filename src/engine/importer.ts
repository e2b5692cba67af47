import { admitUrls, type AddUrlOptions, type UrlRejection } from './admit-urls.js';
import type { Entry } from './entry.js';
import { Import } from './import.js';
import { ImportDesk } from './import-desk.js';
import type { UrlSource } from './import-metadata.js';
import { ImportRecall } from './import-recall.js';
import type { ImportRecord } from './import-record.js';
import { ImportTask } from './import-task.js';
import type { Ports } from './ports.js';
import type { Changed } from './runner.js';
import type { Limits, Settings } from './settings.js';

/** What it needs of the list that its rows go to. */
interface Surroundings {
  readonly ports: Ports;
  readonly limits: Limits;
  readonly settings: () => Settings;
  readonly entries: () => readonly Entry[];
  readonly changed: Changed;
}

/** Makes rows of files that VOD fetches by itself. Comes when the first is asked for. */
export class Importer {
  readonly #desk: ImportDesk;
  readonly #recall: ImportRecall;

  constructor(private readonly around: Surroundings) {
    this.#desk = new ImportDesk(around.ports);
    this.#recall = new ImportRecall(around.ports);
  }

  /** What is wrong with one keeps no other from being taken. */
  admit(urls: Iterable<string>, options: AddUrlOptions): { added: Entry[]; rejected: UrlRejection[] } {
    const { ports } = this.around;
    return this.#admit(urls, options, (source) => this.#make(ports.newId(), source.name, source));
  }

  /** What `admit` would refuse. */
  check(urls: Iterable<string>, options: AddUrlOptions): readonly UrlRejection[] {
    return this.#admit(urls, options, () => undefined).rejected;
  }

  /** Of an earlier page. */
  inherit(id: string, record: ImportRecord): Import {
    return this.#make(id, record.name, undefined, record);
  }

  #admit<T>(urls: Iterable<string>, options: AddUrlOptions, create: (source: UrlSource) => T) {
    const { entries, settings, limits } = this.around;
    return admitUrls(urls, { entries: entries(), settings: settings(), limits, options, create });
  }

  #make(id: string, name: string, source: ImportTask['source'], record?: ImportRecord): Import {
    const { ports, settings, limits, changed } = this.around;
    const task = new ImportTask(id, name, source, ports, settings, this.#desk, this.#recall, record);
    return new Import(task, limits, changed);
  }
}

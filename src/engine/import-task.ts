import type { ImportDesk } from './import-desk.js';
import type { ImportReceipt } from './import-job.js';
import type { UrlSource } from './import-metadata.js';
import type { ImportRecall } from './import-recall.js';
import type { ImportRecord } from './import-record.js';
import type { Ports } from './ports.js';
import type { Settings } from './settings.js';
import { Wakes } from './wakes.js';

/** What one import owns for as long as it is in the list; runs come and go, it stays. */
export class ImportTask {
  record: ImportRecord | undefined;
  readonly #wakes = new Wakes();
  #submitting: Promise<ImportReceipt> | undefined;

  constructor(
    readonly id: string,
    readonly name: string,
    /** Undefined after a reload: it is never stored. */
    readonly source: UrlSource | undefined,
    readonly ports: Ports,
    readonly settings: () => Settings,
    readonly desk: ImportDesk,
    readonly recall: ImportRecall,
    /** Of an earlier page. */
    record?: ImportRecord,
  ) {
    this.record = record;
    if (record !== undefined) desk.knows(record.jobId);
  }

  /** Runs to its end even when its run was aborted, and is shared by the next run: it creates something. */
  submit(ask: () => Promise<ImportReceipt>): Promise<ImportReceipt> {
    this.#submitting ??= ask().finally(() => (this.#submitting = undefined));
    return this.#submitting;
  }

  /** VOD has taken it on, or is being asked to. */
  get isTaken(): boolean {
    return (this.record ?? this.#submitting) !== undefined;
  }

  /** Settles when no creating step is under way. */
  async submitted(): Promise<void> {
    await this.#submitting?.catch(() => undefined);
  }

  /** Resolves when it is stored, or was refused: that costs a reload its row, not the import. */
  async save(record: ImportRecord): Promise<void> {
    this.record = record;
    this.desk.knows(record.jobId);
    await this.ports.importRecords.save(this.id, record).catch(() => undefined);
  }

  async forget(): Promise<void> {
    this.record = undefined;
    await this.ports.importRecords.drop(this.id).catch(() => undefined);
  }

  /** "Now": ends every wait that can be ended. */
  nudge(): void {
    this.#wakes.wake();
    this.desk.nudge();
  }

  onNudge(wake: () => void, signal: AbortSignal): void {
    this.#wakes.add(wake, signal);
  }
}

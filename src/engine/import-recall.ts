import { NEVER } from './abort.js';
import { UploadError, type ErrorCode } from './error.js';
import { Lanes } from './lanes.js';
import { TELLS_NOTHING } from './poller.js';
import type { Ports } from './ports.js';
import { persist } from './retry.js';
import { Wakes } from './wakes.js';

/** Taken back; VOD does not take it back (any more); nobody could be asked. */
export type Recalled = 'gone' | 'kept' | 'unasked';

/** Jobs in one call (CancelUrlUploadJobs). */
const MOST = 10;
/** Those that come within one task, or nearly so, go together. */
const GATHER_MS = 20;
const TRIES = 3;
const FIRST_MS = 1_000;
const PASSING: readonly ErrorCode[] = ['backend-unreachable', 'backend-busy'];

/** Takes imports back that have not begun, several in one call. Safe to repeat. */
export class ImportRecall {
  readonly #waiting = new Map<string, ((recalled: Recalled) => void)[]>();

  constructor(private readonly ports: Pick<Ports, 'backend' | 'clock' | 'network' | 'random'>) {}

  /** Never rejects. */
  ask(jobId: string): Promise<Recalled> {
    return new Promise((resolve) => {
      this.#waiting.set(jobId, [...(this.#waiting.get(jobId) ?? []), resolve]);
      if (this.#waiting.size === 1) void this.ports.clock.wait(GATHER_MS, NEVER).then(() => this.#send());
    });
  }

  #send(): void {
    const asking = [...this.#waiting];
    this.#waiting.clear();
    for (let at = 0; at < asking.length; at += MOST) {
      const batch = asking.slice(at, at + MOST);
      void this.#recall(batch.map(([jobId]) => jobId)).then((recalled) => {
        for (const [jobId, heard] of batch) for (const hear of heard) hear(recalled(jobId));
      });
    }
  }

  async #recall(jobIds: readonly string[]): Promise<(jobId: string) => Recalled> {
    try {
      const gone = await this.#cancel(jobIds);
      const rest = jobIds.filter((jobId) => !gone.includes(jobId));
      const canceled = [...gone, ...(await this.#canceledAmong(rest))];
      return (jobId) => (canceled.includes(jobId) ? 'gone' : 'kept');
    } catch (thrown) {
      const cannot = TELLS_NOTHING.includes(UploadError.from(thrown).code);
      return () => (cannot ? 'kept' : 'unasked');
    }
  }

  #cancel(jobIds: readonly string[]): Promise<readonly string[]> {
    const step = () => this.ports.backend.cancelImports(jobIds, { signal: NEVER });
    const job = { ports: this.ports, onNudge: new Wakes().add };
    const lane = new Lanes(() => undefined).enter();
    const retry = ({ code }: UploadError, attempt: number) => attempt < TRIES && PASSING.includes(code);
    return persist(step, { job, lane, signal: NEVER, firstMs: FIRST_MS, retry });
  }

  /** An answer that was lost, or another page, may have done it. */
  async #canceledAmong(jobIds: readonly string[]): Promise<readonly string[]> {
    if (jobIds.length === 0) return [];
    const reports = await this.ports.backend.reportImports(jobIds, { signal: NEVER }).catch(() => []);
    return reports.flatMap(({ jobId, status }) => (status === 'canceled' ? [jobId] : []));
  }
}

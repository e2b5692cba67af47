import { NEVER } from './abort.js';
import { UploadError, type ErrorCode } from './error.js';
import type { ImportReceipt, ImportReport, ImportRequest } from './import-job.js';
import type { Lane } from './lanes.js';
import type { Ports } from './ports.js';
import { persist } from './retry.js';
import { Wakes } from './wakes.js';

/** URLs in one call (UploadMediaByURL). */
const MOST = 20;
/** Those that come within one task, or nearly so, are submitted together. */
const GATHER_MS = 20;
const TRIES = 3;
const FIRST_MS = 2_500;
const PASSING: readonly ErrorCode[] = ['backend-unreachable', 'backend-busy'];

interface Waiting {
  readonly request: ImportRequest;
  readonly lane: Lane;
  resolve(receipt: ImportReceipt): void;
  reject(error: unknown): void;
}

/** Where imports are submitted, several in one call: what is submitted is submitted, whoever stops waiting for it. */
export class ImportDesk {
  #waiting: Waiting[] = [];
  /** Jobs that belong to somebody here. */
  readonly #known = new Set<string>();
  readonly #pauses = new Wakes();

  constructor(private readonly ports: Pick<Ports, 'backend' | 'clock' | 'network' | 'random' | 'newId'>) {}

  /** Not repeatable. The lane hears of what has to be waited for. */
  submit(request: ImportRequest, lane: Lane): Promise<ImportReceipt> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, lane, resolve, reject });
      if (this.#waiting.length === 1) void this.ports.clock.wait(GATHER_MS, NEVER).then(() => this.#send());
    });
  }

  /** It is followed here: nobody else's lost answer. */
  knows(jobId: string): void {
    this.#known.add(jobId);
  }

  /** "Now": ends a wait that can be ended. */
  nudge(): void {
    this.#pauses.wake();
  }

  #send(): void {
    const groups = new Map<string, Waiting[]>();
    for (const each of this.#waiting) groups.set(sharedOf(each), [...(groups.get(sharedOf(each)) ?? []), each]);
    this.#waiting = [];
    for (const group of groups.values())
      for (let at = 0; at < group.length; at += MOST) void this.#submit(group.slice(at, at + MOST));
  }

  async #submit(batch: readonly Waiting[]): Promise<void> {
    const requests = batch.map(({ request }) => request);
    try {
      const receipts = await this.#ask(requests, laneOf(batch));
      for (const { jobId } of receipts) this.#known.add(jobId);
      for (const { request, resolve, reject } of batch) {
        const receipt = receipts.find(({ url }) => url === request.url);
        if (receipt !== undefined) resolve(receipt);
        else reject(new UploadError('import-failed', 'VOD did not take it on', { operation: 'UploadMediaByURL' }));
      }
    } catch (thrown) {
      for (const { reject } of batch) reject(thrown);
    }
  }

  async #ask(requests: readonly ImportRequest[], lane: Lane): Promise<readonly ImportReceipt[]> {
    const { backend, newId } = this.ports;
    const sessionId = newId();
    let unanswered = false;
    const step = async () => {
      try {
        return await backend.submitImports(requests, { sessionId, signal: NEVER });
      } catch (thrown) {
        const { code } = UploadError.from(thrown);
        // The same session once more is refused: what was not answered has been done.
        const found = unanswered && code === 'backend-refused' ? await this.#find(requests) : [];
        if (found.length === requests.length) return found;
        unanswered ||= code === 'backend-unreachable';
        throw thrown;
      }
    };
    const retry = ({ code }: UploadError, attempt: number) =>
      code === 'backend-sign-in' || (attempt < TRIES && PASSING.includes(code));
    const job = { ports: this.ports, onNudge: this.#pauses.add };
    return persist(step, { job, lane, signal: NEVER, firstMs: FIRST_MS, retry });
  }

  /** The newest import of each URL that is nobody's yet. */
  async #find(requests: readonly ImportRequest[]): Promise<readonly ImportReceipt[]> {
    const urls = requests.map(({ url }) => url);
    const found: ImportReport[] = [];
    for (let at = 0; at < urls.length; at += 10)
      found.push(...(await this.ports.backend.findImports(urls.slice(at, at + 10), { signal: NEVER })));
    const newest = found
      .filter(({ jobId }) => !this.#known.has(jobId))
      .sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
    return urls.flatMap((url): readonly ImportReceipt[] => {
      const one = newest.findLast((each) => each.url === url);
      return one === undefined ? [] : [{ url, jobId: one.jobId, ...(one.mediaId && { mediaId: one.mediaId }) }];
    });
  }
}

/** What all imports of one call share. */
const sharedOf = ({ request: { metadata } }: Waiting): string =>
  JSON.stringify([metadata.storageLocation, metadata.appId, metadata.extend]);

/** All of them wait for the same. */
const laneOf = (batch: readonly Waiting[]): Lane => ({
  hold: (reason) => batch.forEach(({ lane }) => lane.hold(reason)),
  proceed: () => batch.forEach(({ lane }) => lane.proceed()),
  onMove: (wake, signal) => batch.forEach(({ lane }) => lane.onMove(wake, signal)),
  leave: () => batch.forEach(({ lane }) => lane.leave()),
});

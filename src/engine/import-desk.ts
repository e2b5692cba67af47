import { NEVER } from './abort.js';
import { UploadError } from './error.js';
import type { ImportReceipt, ImportRequest } from './import-job.js';
import { ImportSubmissions } from './import-submissions.js';
import type { Lane } from './lanes.js';
import type { Ports } from './ports.js';

/** URLs in one call (UploadMediaByURL). */
const MOST = 20;
/** Those that come within one task, or nearly so, are submitted together. */
const GATHER_MS = 20;
/** HTTP statuses of a request that makes no sense, or is larger than the backend takes. */
const REFUSED: readonly (number | undefined)[] = [400, 413];

interface Waiting {
  readonly request: ImportRequest;
  readonly lane: Lane;
  resolve(receipt: ImportReceipt): void;
  reject(error: unknown): void;
}

/** Where imports are submitted, several in one call: what is submitted is submitted, whoever stops waiting for it. */
export class ImportDesk {
  #waiting: Waiting[] = [];
  #stamp = -Infinity;
  readonly #submissions: ImportSubmissions;

  constructor(private readonly ports: Pick<Ports, 'backend' | 'clock' | 'network' | 'random' | 'newId'>) {
    this.#submissions = new ImportSubmissions(ports);
  }

  /** Not repeatable. The lane hears of what has to be waited for. */
  submit(request: ImportRequest, lane: Lane): Promise<ImportReceipt> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, lane, resolve, reject });
      if (this.#waiting.length === 1) void this.ports.clock.wait(GATHER_MS, NEVER).then(() => this.#send());
    });
  }

  /** Wall time, ms; later than any before, so that those that were taken on together keep their order. */
  stamp(): number {
    return (this.#stamp = Math.max(this.ports.clock.now(), this.#stamp + 0.001));
  }

  /** It is followed here: nobody else's lost answer. */
  knows(jobId: string): void {
    this.#submissions.knows(jobId);
  }

  /** "Now": ends a wait that can be ended. */
  nudge(): void {
    this.#submissions.nudge();
  }

  #send(): void {
    const groups = new Map<string, Waiting[]>();
    const times = new Map<string, number>();
    for (const each of this.#waiting) {
      // Of the same URL twice in one call nobody could say whose job is whose.
      const time = (times.get(each.request.url) ?? 0) + 1;
      times.set(each.request.url, time);
      const key = `${time} ${sharedOf(each)}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    this.#waiting = [];
    for (const group of groups.values())
      for (let at = 0; at < group.length; at += MOST) void this.#submit(group.slice(at, at + MOST));
  }

  async #submit(batch: readonly Waiting[]): Promise<void> {
    const open = new Map(batch.map((each) => [each.request.url, each]));
    const requests = batch.map(({ request }) => request);
    const take = (receipt: ImportReceipt): void => {
      open.get(receipt.url)?.resolve(receipt);
      open.delete(receipt.url);
    };
    try {
      await this.#submissions.send(requests, laneOf(batch), take);
      const error = new UploadError('import-failed', 'VOD did not take it on', { operation: 'UploadMediaByURL' });
      for (const { reject } of open.values()) reject(error);
    } catch (thrown) {
      const rest = [...open.values()];
      // The whole call is refused for what is wrong with one of them: that one shall not take the others along.
      if (rest.length > 1 && REFUSED.includes(UploadError.from(thrown).detail.status)) {
        const half = Math.ceil(rest.length / 2);
        for (const part of [rest.slice(0, half), rest.slice(half)]) void this.#submit(part);
      } else for (const { reject } of rest) reject(thrown);
    }
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

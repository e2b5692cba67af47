import { NEVER } from './abort.js';
import { UploadError, type ErrorCode } from './error.js';
import type { ImportReceipt, ImportReport, ImportRequest } from './import-job.js';
import type { Lane } from './lanes.js';
import { TELLS_NOTHING } from './poller.js';
import type { Ports } from './ports.js';
import { persist } from './retry.js';
import { Wakes } from './wakes.js';

const TRIES = 3;
const FIRST_MS = 2_500;
/** URLs in one look. */
const MOST = 10;
/** A session is known for 10 minutes (UploadMediaByURL). */
const SESSION_MS = 9 * 60_000;
/** By so much clocks differ without anybody noticing. */
const SKEW_MS = 5 * 60_000;

/** It may have been done all the same: before it is asked for again it is looked for. */
const UNSURE: readonly ErrorCode[] = ['backend-unreachable', 'backend-busy', 'backend-malformed'];

/** The same request once more is the same session. */
interface Session {
  readonly id: string;
  readonly urls: string;
  /** Monotonic ms. */
  readonly at: number;
  sent: boolean;
}

/** Asks VOD to fetch files, each once, whatever becomes of the answers. */
export class ImportSubmissions {
  /** Jobs that belong to somebody here. */
  readonly #known = new Set<string>();
  /** URLs that VOD may have been asked for without an answer that says so; when, by wall time, ms. */
  readonly #unsure = new Map<string, number>();
  readonly #pauses = new Wakes();

  constructor(private readonly ports: Pick<Ports, 'backend' | 'clock' | 'network' | 'random' | 'newId'>) {}

  /** It is followed here: nobody else's lost answer. */
  knows(jobId: string): void {
    this.#known.add(jobId);
  }

  /** "Now": ends a wait that can be ended. */
  nudge(): void {
    this.#pauses.wake();
  }

  /** At most 20, no URL twice. Each that VOD has taken on is told as soon as that is known. */
  async send(requests: readonly ImportRequest[], lane: Lane, taken: (receipt: ImportReceipt) => void): Promise<void> {
    const open = new Map(requests.map((request) => [request.url, request]));
    const take = (receipts: readonly ImportReceipt[]): void => {
      for (const receipt of receipts) {
        this.#known.add(receipt.jobId);
        this.#unsure.delete(receipt.url);
        open.delete(receipt.url);
        taken(receipt);
      }
    };
    let session: Session | undefined;
    const step = async (): Promise<void> => {
      take(await this.#unanswered([...open.values()]));
      const rest = [...open.values()];
      session = this.#sessionFor(rest, session);
      if (rest.length > 0) take(await this.#submit(rest, session));
    };
    const retry = ({ code }: UploadError, attempt: number) =>
      code === 'backend-sign-in' || (attempt < TRIES && UNSURE.includes(code));
    const job = { ports: this.ports, onNudge: this.#pauses.add };
    await persist(step, { job, lane, signal: NEVER, firstMs: FIRST_MS, retry });
  }

  #sessionFor(requests: readonly ImportRequest[], last: Session | undefined): Session {
    const at = this.ports.clock.monotonic();
    const urls = requests.map(({ url }) => url).join(' ');
    if (last?.urls === urls && at - last.at < SESSION_MS) return last;
    return { id: this.ports.newId(), urls, at, sent: false };
  }

  async #submit(requests: readonly ImportRequest[], session: Session): Promise<readonly ImportReceipt[]> {
    const { backend, clock } = this.ports;
    const since = clock.now();
    const again = session.sent;
    session.sent = true;
    try {
      return await backend.submitImports(requests, { sessionId: session.id, signal: NEVER });
    } catch (thrown) {
      const error = UploadError.from(thrown);
      if (isUnsure(error)) for (const { url } of requests) if (!this.#unsure.has(url)) this.#unsure.set(url, since);
      // The same session once more may be refused: then what was not answered has been done.
      const found = again && error.code === 'backend-refused' ? await this.#find(requests, () => true) : [];
      if (found.length === requests.length) return found;
      throw thrown;
    }
  }

  /** Those of them that were asked for before, and are there. */
  #unanswered(requests: readonly ImportRequest[]): Promise<readonly ImportReceipt[]> {
    const lost = requests.filter(({ url }) => this.#unsure.has(url));
    return this.#find(lost, ({ createdAt, url = '' }) => {
      // Whoever imported it before that is somebody else; without a time nobody can tell.
      const early = Date.parse(createdAt ?? '') < (this.#unsure.get(url) ?? 0) - SKEW_MS;
      return !early;
    });
  }

  /** The newest import of each URL that is nobody's yet. */
  async #find(
    requests: readonly ImportRequest[],
    isOurs: (report: ImportReport) => boolean,
  ): Promise<readonly ImportReceipt[]> {
    const urls = requests.map(({ url }) => url);
    const found: ImportReport[] = [];
    for (let at = 0; at < urls.length; at += MOST) found.push(...(await this.#look(urls.slice(at, at + MOST))));
    const newest = found
      .filter((each) => !this.#known.has(each.jobId) && isOurs(each))
      .sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''));
    return urls.flatMap((url): readonly ImportReceipt[] => {
      const one = newest.findLast((each) => each.url === url);
      return one === undefined ? [] : [{ url, jobId: one.jobId, ...(one.mediaId && { mediaId: one.mediaId }) }];
    });
  }

  async #look(urls: readonly string[]): Promise<readonly ImportReport[]> {
    try {
      return await this.ports.backend.findImports(urls, { signal: NEVER });
    } catch (thrown) {
      // A backend that cannot tell: the session has to do.
      if (TELLS_NOTHING.includes(UploadError.from(thrown).code)) return [];
      throw thrown;
    }
  }
}

/** Whoever refuses for the sake of his rate has not done it. */
const isUnsure = ({ code, detail }: UploadError): boolean =>
  UNSURE.includes(code) && detail.status !== 429 && !/^Throttling/i.test(detail.serviceCode ?? '');

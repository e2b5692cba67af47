import type { UploadError } from './error.js';
import { Gauge, type Try } from './gauge.js';
import type { Job } from './job.js';
import { Pace } from './pace.js';
import { evenly, MAX_OPEN_BYTES, MIN_PART_BYTES, mostConnections, partSize } from './plan.js';
import type { Clock } from './ports.js';
import type { Settings } from './settings.js';
import type { Slots } from './slots.js';
import { answered, failed, open, OPEN, refused, shares, type Window } from './window.js';

/** Browsers open this many HTTP/1.1 connections to one host. */
const BROWSER_CONNECTIONS = 6;

/** An upload that sends, as those see it that it shares the line with. */
interface User {
  /** Its connections. */
  running(): number;
  /** Whether there are parts that nobody sends yet. */
  hasMore(): boolean;
}

/** What a file still needs. */
interface Need {
  /** Bytes. */
  readonly total: number;
  /** Bytes that have no part yet. */
  readonly rest: number;
  /** Number of the next part. */
  readonly n: number;
}

/** What all uploads of one uploader share. */
export interface Common {
  /** Those that send or are about to. */
  readonly uploads: () => number;
  /** Places among the few whose headers are read at the same time. */
  looks?: Slots;
  /** Once the first of them sends. */
  line?: Line;
}

/** The way to the bucket that all uploads share: its connections, and what is known of it, from one file to the next. */
export class Line {
  readonly gauge: Gauge;
  /** Spaces what leaves, by `max-bandwidth`. */
  readonly pace: Pace;
  #window: Window = OPEN;
  readonly #users: User[] = [];

  constructor(
    readonly clock: Clock,
    readonly settings: () => Pick<Settings, 'maxConnections' | 'maxBandwidth' | 'partSize'>,
    /** Uploads that send or are about to. */
    private readonly uploads: () => number,
  ) {
    this.gauge = new Gauge(clock);
    this.pace = new Pace(clock, () => settings().maxBandwidth);
  }

  /** An upload begins to send. */
  join(user: User): Share {
    if (this.#users.length === 0) this.gauge.rested();
    this.#users.push(user);
    return new Share(this, user);
  }

  leave(user: User): void {
    this.#users.splice(this.#users.indexOf(user), 1);
  }

  /** Its part of the connections, fairly. Who is about to send counts too. */
  share(user: User): number {
    const wants = this.#users.map((each) => (each.hasMore() ? Infinity : each.running()));
    while (wants.length < this.uploads()) wants.push(Infinity);
    return shares(this.#now, wants)[this.#users.indexOf(user)] ?? 1;
  }

  /** How many it may have now: what others still have of its share comes when their parts are done. */
  of(user: User): number {
    return Math.max(1, Math.min(this.share(user), this.#now - this.#running + user.running()));
  }

  get #now(): number {
    return open(this.#window, this.most);
  }

  get #running(): number {
    return this.#users.reduce((sum, user) => sum + user.running(), 0);
  }

  /** All that there may be. */
  get most(): number {
    const { maxConnections } = this.settings();
    const most = maxConnections === 'auto' ? BROWSER_CONNECTIONS : maxConnections;
    return Math.min(most, mostConnections(this.gauge.slowestPerMs));
  }

  answered(bytes: number): void {
    this.#window = answered(this.#window, bytes, { at: this.clock.monotonic(), most: this.most });
  }

  failed({ code, detail: { status } }: UploadError): void {
    const at = this.clock.monotonic();
    if (code === 'storage-busy' && (status === 429 || status === 503)) {
      this.#window = refused(this.#window, this.#running, at);
    } else if (code === 'network' || code === 'stalled' || code === 'storage-busy') {
      this.#window = failed(this.#window, this.#running, { at, most: this.most });
    }
  }
}

export const lineOf = ({ common, ports, settings }: Pick<Job, 'common' | 'ports' | 'settings'>): Line =>
  (common.line ??= new Line(ports.clock, settings, common.uploads));

/** What one upload has of the line, while it sends. */
export class Share {
  /** Bytes of parts that are planned and that nobody sends yet, by number. */
  readonly #queued = new Map<number, number>();
  /** Of those that a connection has, with the try under way. */
  readonly #open = new Map<number, { readonly bytes: number; readonly attempt?: Try }>();

  constructor(
    private readonly line: Line,
    private readonly user: User,
  ) {}

  leave(): void {
    this.line.leave(this.user);
  }

  /** How many connections it may have now. */
  get connections(): number {
    return this.line.of(this.user);
  }

  /** Whether so many bytes more may be under way: with a crash they would have to be sent again. */
  fits(bytes: number): boolean {
    const open = [...this.#open.values()].reduce((sum, part) => sum + part.bytes, bytes);
    return this.#open.size === 0 || open <= (MAX_OPEN_BYTES * this.line.share(this.user)) / this.line.most;
  }

  get measured(): boolean {
    return this.line.gauge.measured;
  }

  /**
   * Whether the next part is the one that tells soon what the line is like, as small as can be. It is the second one where
   * there may be two: the first has a connection at once, and keeps the line busy until the others are open.
   */
  get measures(): boolean {
    return !this.measured && this.#open.size + this.#queued.size === Math.min(1, this.connections - 1);
  }

  /** Bytes of the next part. */
  wish({ total, rest, n }: Need): number {
    const { gauge, settings } = this.line;
    const { partSize: asked, maxBandwidth: bandwidth } = settings();
    if (this.measures) return MIN_PART_BYTES;
    const connections = this.line.share(this.user);
    const { deadMs, eachPerMs, slowestPerMs } = gauge;
    const wish = partSize(n, total, { deadMs, eachPerMs, slowestPerMs, connections, bandwidth }, asked);
    if (asked !== 'auto') return wish;
    if (eachPerMs === undefined) return Math.min(wish, rest / connections);
    const parts = [...this.#open.values()];
    const freeMs = parts.flatMap(({ attempt }) => (attempt === undefined ? [] : [gauge.leftMs(attempt)]));
    while (freeMs.length < connections) freeMs.push(0);
    const waiting = parts.filter(({ attempt }) => attempt === undefined).map(({ bytes }) => bytes);
    const queued = [...waiting, ...this.#queued.values()];
    return evenly(wish, rest, { freeMs, queued, deadMs, eachPerMs, fastestPerMs: gauge.fastestPerMs! });
  }

  planned(n: number, bytes: number): void {
    this.#queued.set(n, bytes);
  }

  /** A connection has it now. */
  taken(n: number, bytes: number): void {
    this.#queued.delete(n);
    this.#open.set(n, { bytes });
  }

  begin(n: number, bytes: number): void {
    this.#open.set(n, { bytes, attempt: this.line.gauge.begin(bytes) });
  }

  done(n: number): void {
    const { bytes, attempt } = this.#open.get(n)!;
    this.#open.delete(n);
    this.line.gauge.done(attempt!);
    this.line.answered(bytes);
  }

  /** The try was cut off: another one will follow. */
  lost(n: number, error: UploadError): void {
    const { bytes, attempt } = this.#open.get(n)!;
    if (attempt === undefined) return;
    this.#open.set(n, { bytes });
    this.line.gauge.lost(attempt);
    this.line.failed(error);
  }

  /** Waits until a part may leave. */
  turn(bytes: number, signal: AbortSignal): Promise<void> {
    return this.line.pace.turn(bytes, signal);
  }

  /** It leaves once more: the next ones wait for it. */
  again(bytes: number): void {
    this.line.pace.again(bytes);
  }

  patienceMs(bytes: number): number {
    return this.line.gauge.patienceMs(bytes);
  }
}

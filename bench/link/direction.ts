/** What one direction of a link is. Bytes per millisecond: 1 Mbit/s is 125 of them. */
export interface Shape {
  readonly bytesPerMs: number;
  /** From the moment a byte has left until it arrives: half a round trip. */
  readonly delayMs: number;
  /** What one connection may take of it. */
  readonly capBytesPerMs?: number;
}

export const BYTES_PER_MS_OF_MBIT = 125;

/** A turn on the line: small enough that nobody waits long for one, large enough to cost nothing at 500 Mbit/s. */
const TURN_BYTES = 16_384;
/** What waits for the line, of all connections together: outlasts a process that was not scheduled for a while. */
const WAITING_MS = 40;
const LEAST_WAITING_BYTES = 2 * TURN_BYTES;

interface Waiting {
  readonly data: Uint8Array;
  readonly since: number;
}

/** The end of what a connection has to say travels behind its bytes. */
const END = new Uint8Array(0);

export interface Arrival {
  readonly flow: Flow;
  /** Absent at the end. */
  readonly data?: Uint8Array;
  /** ms: when its first byte left, its last one, and when that arrives. */
  readonly startedAt: number;
  readonly leftAt: number;
  readonly arrivesAt: number;
}

/** What one connection sends in one direction. */
export class Flow {
  readonly queue: Waiting[] = [];
  waitingBytes = 0;
  /** Its own cap lets it go on from here. */
  freeAt: number;

  /** `openAt`: before that its handshake is under way. */
  constructor(readonly openAt: number) {
    this.freeAt = openAt;
  }

  get readyAt(): number {
    const first = this.queue[0];
    return first === undefined ? Infinity : Math.max(first.since, this.freeAt);
  }
}

/**
 * One direction of a link, without sockets and without a clock: everybody's bytes leave one after the other at the
 * link's rate and arrive after its delay. Whoever waits takes turns of equal size, and no moment is lost while anybody
 * has something to send. It may be looked at late: what should have left earlier has.
 */
export class Direction {
  readonly #round: Flow[] = [];
  readonly #underWay: Arrival[] = [];
  #freeAt = 0;
  /** Bytes that have left. */
  carried = 0;

  constructor(private readonly shape: Shape) {}

  push(flow: Flow, data: Uint8Array, now: number): void {
    if (data.byteLength > 0) this.#wait(flow, data, now);
  }

  end(flow: Flow, now: number): void {
    this.#wait(flow, END, now);
  }

  /** Its connection is gone: what waits will not be sent any more. */
  leave(flow: Flow): void {
    flow.queue.length = 0;
    flow.waitingBytes = 0;
    if (this.#round.includes(flow)) this.#round.splice(this.#round.indexOf(flow), 1);
  }

  #wait(flow: Flow, data: Uint8Array, now: number): void {
    if (flow.queue.length === 0) this.#round.push(flow);
    flow.queue.push({ data, since: now });
    flow.waitingBytes += data.byteLength;
  }

  /** Whoever has this much waiting should not be read from: the sender is to feel the link. */
  isFull(flow: Flow): boolean {
    const share = (this.shape.bytesPerMs * WAITING_MS) / Math.max(1, this.#round.length);
    return flow.waitingBytes >= Math.max(LEAST_WAITING_BYTES, share);
  }

  /** What has arrived by now, in order. */
  take(now: number): Arrival[] {
    this.#serve(now);
    const next = this.#underWay.findIndex(({ arrivesAt }) => arrivesAt > now);
    return this.#underWay.splice(0, next < 0 ? this.#underWay.length : next);
  }

  /** The line has had nothing to do since then; `now` while it is busy, or will be by itself. */
  idleSince(now: number): number {
    return this.#round.length > 0 ? now : Math.min(now, this.#freeAt);
  }

  /** When `take` should be called next: something arrives, or the line is free for somebody. Infinity: not before a push. */
  get nextAt(): number {
    const arrival = this.#underWay[0]?.arrivesAt ?? Infinity;
    const start = Math.max(this.#freeAt, Math.min(...this.#round.map(({ readyAt }) => readyAt)));
    return Math.min(arrival, start);
  }

  #serve(now: number): void {
    for (;;) {
      const startAt = Math.max(this.#freeAt, Math.min(...this.#round.map(({ readyAt }) => readyAt)));
      if (startAt > now) return;
      const flow = this.#round.find(({ readyAt }) => readyAt <= startAt)!;
      this.#round.splice(this.#round.indexOf(flow), 1);
      this.#turn(flow, startAt);
      if (flow.queue.length > 0) this.#round.push(flow);
    }
  }

  #turn(flow: Flow, startAt: number): void {
    const { bytesPerMs, delayMs, capBytesPerMs } = this.shape;
    let leftAt = startAt;
    for (let room = TURN_BYTES; room > 0;) {
      const first = flow.queue[0];
      if (first === undefined || first.since > startAt) break;
      const data = first.data.subarray(0, room);
      if (data.byteLength === first.data.byteLength) flow.queue.shift();
      else flow.queue[0] = { data: first.data.subarray(room), since: first.since };
      room -= data.byteLength;
      const startedAt = leftAt;
      leftAt += data.byteLength / bytesPerMs;
      const arrivesAt = leftAt + delayMs;
      this.#underWay.push({ flow, startedAt, leftAt, arrivesAt, ...(first.data !== END && { data }) });
      flow.waitingBytes -= data.byteLength;
      this.carried += data.byteLength;
    }
    this.#freeAt = leftAt;
    flow.freeAt = capBytesPerMs === undefined ? startAt : startAt + ((leftAt - startAt) * bytesPerMs) / capBytesPerMs;
  }
}

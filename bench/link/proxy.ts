import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { BYTES_PER_MS_OF_MBIT, Direction, Flow, type Arrival, type Shape } from './direction.js';
import { Conversation, type Exchange } from './exchanges.js';

export interface LinkShape {
  readonly roundTripMs: number;
  /** In each direction, shared by all connections. */
  readonly mbitPerS: number;
  /** Of the rate, for one connection in one direction: a third is the usual effect of loss on one TCP stream. */
  readonly capShare?: number;
}

/** Timers come by the whole millisecond: what is due within half of one is due. */
const TIMER_SLACK_MS = 0.5;

const oneWay = ({ mbitPerS, roundTripMs, capShare }: LinkShape): Shape => {
  const bytesPerMs = mbitPerS * BYTES_PER_MS_OF_MBIT;
  return { bytesPerMs, delayMs: roundTripMs / 2, ...(capShare && { capBytesPerMs: bytesPerMs * capShare }) };
};

/** What one connection carries one way. */
interface Way {
  readonly from: Socket;
  readonly to: Socket;
  readonly direction: Direction;
  readonly see: (arrival: Arrival, data: Uint8Array) => void;
}

/**
 * A link on loopback between a browser and a port of this machine: delays and paces bytes in both directions. A new
 * connection is accepted at once, but nothing of it moves before its handshake would be over.
 */
export class LinkProxy {
  /** In the order in which they began. */
  readonly exchanges: Exchange[] = [];
  readonly #up: Direction;
  readonly #down: Direction;
  readonly #ways = new Map<Flow, Way>();
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer({ noDelay: true, allowHalfOpen: true }, (from) => this.#join(from));
  #connections = 0;
  #lateMs = 0;
  #lateFrom = 0;
  #timer: NodeJS.Timeout | undefined;
  #wakeAt = Infinity;

  private constructor(
    private readonly to: number,
    private readonly shape: LinkShape,
  ) {
    this.#up = new Direction(oneWay(shape));
    this.#down = new Direction(oneWay(shape));
  }

  /** `to` is a port of 127.0.0.1. */
  static async open(to: number, shape: LinkShape): Promise<LinkProxy> {
    const link = new LinkProxy(to, shape);
    await once(link.#server.listen(0, '127.0.0.1'), 'listening');
    return link;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** So many were accepted so far. */
  get connections(): number {
    return this.#connections;
  }

  /** Time in which the way up lay idle only because this process did not come to read what was there for it. */
  get lateMs(): number {
    return this.#lateMs;
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
    clearTimeout(this.#timer);
  }

  #join(browser: Socket): void {
    const server = connect({ port: this.to, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    const openAt = performance.now() + this.shape.roundTripMs;
    const conversation = new Conversation(this.#connections++, this.exchanges);
    this.#carry(openAt, {
      from: browser,
      to: server,
      direction: this.#up,
      see: ({ startedAt, leftAt }, data) => conversation.sent(data, startedAt, leftAt),
    });
    this.#carry(openAt, {
      from: server,
      to: browser,
      direction: this.#down,
      see: ({ arrivesAt }, data) => conversation.answered(data, arrivesAt),
    });
  }

  #carry(openAt: number, way: Way): void {
    const { from, to, direction } = way;
    const flow = new Flow(openAt);
    this.#ways.set(flow, way);
    this.#sockets.add(from);
    from.on('data', (data: Buffer) => {
      direction.push(flow, data, performance.now());
      this.#run();
    });
    from.on('end', () => {
      direction.end(flow, performance.now());
      this.#run();
    });
    to.on('drain', () => this.#pace(flow, way));
    // Said again by `close`.
    from.on('error', () => undefined);
    from.on('close', (broken) => {
      this.#sockets.delete(from);
      if (broken) to.destroy();
      if (from.destroyed && to.destroyed) this.#forget(from, to);
    });
  }

  #forget(...sockets: Socket[]): void {
    for (const [flow, { from, direction }] of this.#ways) {
      if (!sockets.includes(from)) continue;
      direction.leave(flow);
      this.#ways.delete(flow);
    }
  }

  /** Moves what is due and sleeps until the next moment at which something is. */
  #run(): void {
    const now = performance.now() + TIMER_SLACK_MS;
    const arrivals = [...this.#up.take(now), ...this.#down.take(now)];
    this.#countLate(now);
    const receivers = new Set<Socket>();
    for (const arrival of arrivals) {
      const way = this.#ways.get(arrival.flow);
      if (way === undefined) continue;
      if (!receivers.has(way.to)) way.to.cork();
      receivers.add(way.to);
      if (arrival.data === undefined) way.to.end();
      else {
        way.see(arrival, arrival.data);
        way.to.write(arrival.data);
      }
    }
    for (const socket of receivers) socket.uncork();
    for (const [flow, way] of this.#ways) this.#pace(flow, way);
    this.#wake(Math.min(this.#up.nextAt, this.#down.nextAt));
  }

  /** Who was not read from because enough of his was waiting has more: the line could have gone on with it. */
  #countLate(now: number): void {
    const since = Math.max(this.#lateFrom, this.#up.idleSince(now));
    const couldGoOn = [...this.#ways.values()].some(({ from, direction }) => direction === this.#up && from.isPaused());
    if (couldGoOn) this.#lateMs += now - since;
    this.#lateFrom = now;
  }

  /** The sender is to feel the link, and a receiver that cannot keep up too. */
  #pace(flow: Flow, { from, to, direction }: Way): void {
    if (direction.isFull(flow) || to.writableNeedDrain) from.pause();
    else if (from.isPaused()) from.resume();
  }

  #wake(at: number): void {
    if (at === this.#wakeAt) return;
    clearTimeout(this.#timer);
    this.#wakeAt = at;
    if (at === Infinity) return;
    this.#timer = setTimeout(
      () => {
        this.#wakeAt = Infinity;
        this.#run();
      },
      Math.max(1, Math.ceil(at - TIMER_SLACK_MS - performance.now())),
    );
  }
}

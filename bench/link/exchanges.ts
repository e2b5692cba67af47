/** One request and its answer, as they pass the near end of the link. Times in ms of the link's clock. */
export interface Exchange {
  /** Which connection carried it, counted from 0. */
  readonly connection: number;
  readonly method: string;
  readonly host: string;
  /** Path and query. */
  readonly target: string;
  /** Of the body. */
  bytes: number;
  /** The first byte went onto the link; where the connection was new, its handshake was over by then. */
  readonly beganAt: number;
  /** The last byte went onto the link. */
  sentAt: number;
  /** The last byte of the answer was handed to the browser; absent while none came. */
  answeredAt?: number;
  status?: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const MOST_HEAD_BYTES = 65_536;

/** Reads along on one HTTP/1.1 connection of a browser: bodies have a Content-Length, and nothing is pipelined. */
export class Conversation {
  #head = Buffer.alloc(0);
  #bodyLeft = 0;
  #current: Exchange | undefined;

  constructor(
    private readonly connection: number,
    private readonly log: Exchange[],
  ) {}

  /** Bytes of requests, of which the first left at `startedAt` and the last at `leftAt`. */
  sent(data: Uint8Array, startedAt: number, leftAt: number): void {
    let rest = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    while (rest.length > 0) {
      if (this.#bodyLeft > 0) {
        const body = Math.min(this.#bodyLeft, rest.length);
        this.#bodyLeft -= body;
        this.#current!.bytes += body;
        this.#current!.sentAt = leftAt;
        rest = rest.subarray(body);
      } else {
        rest = this.#readHead(rest, startedAt, leftAt);
      }
    }
  }

  #readHead(data: Buffer, beganAt: number, sentAt: number): Buffer {
    const before = this.#head.length;
    this.#head = Buffer.concat([this.#head, data]);
    const end = this.#head.indexOf(HEAD_END);
    if (end < 0) {
      if (this.#head.length > MOST_HEAD_BYTES) throw new RangeError('No HTTP/1.1 request has a head of this size');
      return Buffer.alloc(0);
    }
    const [request = '', ...headers] = this.#head.subarray(0, end).toString('latin1').split('\r\n');
    const [method = '', target = ''] = request.split(' ');
    const header = (name: string): string | undefined =>
      headers
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim();
    this.#bodyLeft = Number(header('content-length') ?? 0);
    const { connection } = this;
    this.#current = { connection, method, host: header('host') ?? '', target, bytes: 0, beganAt, sentAt };
    this.log.push(this.#current);
    this.#head = Buffer.alloc(0);
    return data.subarray(end + HEAD_END.length - before);
  }

  /** Bytes of an answer that reach the browser at `arrivesAt`. */
  answered(data: Uint8Array, arrivesAt: number): void {
    const exchange = this.#current;
    if (exchange === undefined) return;
    exchange.status ??= Number(/^HTTP\/1\.1 (\d+)/.exec(Buffer.from(data.subarray(0, 20)).toString('latin1'))?.[1]);
    exchange.answeredAt = arrivesAt;
  }
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** How the way is barred: answered with a reset, or with nothing at all as behind a dead radio link. */
export type Cut = 'refused' | 'silent';

/**
 * The network between a browser and a port of this machine, which a test may slow down and cut. Chromium's own `offline`
 * switch lets what is on its way arrive (seen in 156), so the cut has to be outside of it.
 */
export class NetworkPath {
  /** Bytes that came from the browser, headers included. */
  sent = 0;
  /** For all connections together, towards the server. */
  bytesPerSecond = Infinity;
  #cut: Cut | undefined;
  #freeAt = 0;
  /** Those that a cut has silenced stay so: a network that has forgotten them sends no reset. */
  readonly #dead = new WeakSet<Socket>();
  readonly #pairs = new Map<Socket, Socket>();
  readonly #server = createServer((from) => this.#join(from));
  #port = 0;

  private constructor(private readonly to: number) {}

  static async open(to: number): Promise<NetworkPath> {
    const path = new NetworkPath(to);
    await path.#listen();
    path.#port = (path.#server.address() as AddressInfo).port;
    return path;
  }

  get port(): number {
    return this.#port;
  }

  cut(how: Cut): void {
    this.#cut = how;
    if (how === 'silent') return this.#pairs.forEach((to, from) => this.#silence(from, to));
    this.#server.close();
    for (const [from, to] of this.#pairs) {
      from.resetAndDestroy();
      to.resetAndDestroy();
    }
  }

  async mend(): Promise<void> {
    const how = this.#cut;
    this.#cut = undefined;
    if (how === 'refused') await this.#listen();
  }

  async close(): Promise<void> {
    for (const [from, to] of this.#pairs) {
      from.destroy();
      to.destroy();
    }
    if (this.#server.listening) await new Promise((done) => this.#server.close(done));
  }

  async #listen(): Promise<void> {
    await once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
  }

  #join(from: Socket): void {
    const to = connect(this.to, '127.0.0.1');
    this.#pairs.set(from, to);
    const part = () => {
      // The other side of a silent connection never hears of its end.
      if (!this.#dead.has(from)) {
        from.destroy();
        to.destroy();
      }
      if (from.destroyed && to.destroyed) this.#pairs.delete(from);
    };
    for (const socket of [from, to]) socket.on('error', part).on('close', part);
    if (this.#cut === 'silent') return this.#silence(from, to);
    from.pipe(this.#counted(from)).pipe(to).pipe(from);
  }

  #silence(from: Socket, to: Socket): void {
    this.#dead.add(from);
    for (const socket of [from, to]) socket.unpipe().pause();
  }

  #counted(from: Socket): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.sent += chunk.length;
        void this.#turn(chunk.length).then(() => (this.#dead.has(from) ? undefined : done(null, chunk)));
      },
    });
  }

  /** Connections take turns on the line. */
  async #turn(bytes: number): Promise<void> {
    if (this.bytesPerSecond === Infinity) return;
    this.#freeAt = Math.max(this.#freeAt, performance.now()) + (bytes / this.bytesPerSecond) * 1000;
    await pause(this.#freeAt - performance.now());
  }
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const PRESS = 2;
const RELEASE = 3;
/** Key codes of the keyboard that Xvfb has (evdev). */
export const TAB = 23;
export const ENTER = 36;

export const canOpenDisplay = (): boolean => spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error === undefined;

/** A screen that nobody sees, with a keyboard that reaches the browser's own windows as DevTools cannot. */
export class XDisplay {
  private constructor(
    /** For `DISPLAY`. */
    readonly name: string,
    private readonly server: ChildProcess,
    private readonly socket: Socket,
    private readonly xtest: number,
  ) {}

  static async open(width: number, height: number): Promise<XDisplay> {
    const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-ac'];
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const [told] = (await once(server.stdio[3]!, 'data')) as [Buffer];
    const number = told.toString().trim();
    const socket = connect(`/tmp/.X11-unix/X${number}`);
    await once(socket, 'connect');
    return new XDisplay(`:${number}`, server, socket, await handshake(socket));
  }

  /** Presses keys, one after the other. */
  async type(...keys: readonly number[]): Promise<void> {
    for (const key of keys) {
      this.#fake(PRESS, key);
      this.#fake(RELEASE, key);
    }
    // GetInputFocus: its reply says that all before it was done.
    this.socket.write(Buffer.from([43, 0, 1, 0]));
    await once(this.socket, 'data');
  }

  async close(): Promise<void> {
    this.socket.destroy();
    this.server.kill();
    await once(this.server, 'exit');
  }

  /** XTestFakeInput of the XTEST extension 2.2. */
  #fake(type: number, key: number): void {
    const request = Buffer.alloc(36);
    request.set([this.xtest, 2, 9, 0, type, key]);
    this.socket.write(request);
  }
}

/** X11 protocol 11.0, little-endian, without authority; the opcode that XTEST goes by. */
async function handshake(socket: Socket): Promise<number> {
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const [setup] = (await once(socket, 'data')) as [Buffer];
  if (setup[0] !== 1) throw new Error('The X server refuses');
  const name = Buffer.from('XTEST\0\0\0');
  socket.write(Buffer.concat([Buffer.from([98, 0, 2 + name.length / 4, 0, 5, 0, 0, 0]), name]));
  const [reply] = (await once(socket, 'data')) as [Buffer];
  if (reply[8] !== 1) throw new Error('The X server has no XTEST');
  return reply[9]!;
}

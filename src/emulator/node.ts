import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { VodClient } from '../server/client.js';
import { diskStorage } from './disk.js';
import { createEmulator, type Emulator } from './emulator.js';
import { serveNode } from './node-adapter.js';
import type { SettingsPatch } from './settings.js';
import { memoryStorage } from './storage.js';
import type { Wait } from './wait.js';
import type { World } from './world.js';

export interface StartOptions {
  /** Any free one unless given. */
  readonly port?: number;
  /** Disk unless given. */
  readonly storage?: 'disk' | 'memory';
  /** Where the disk storage makes its folder; the system's temporary one unless given. */
  readonly folder?: string;
  /** `http://oss.localhost:<port>` unless given: browsers know `*.localhost`, Node does not. */
  readonly ossEndpoint?: string;
  /** What every new world begins with. */
  readonly settings?: SettingsPatch;
  /** ms since 1970; this machine's clock unless given. */
  readonly clock?: () => number;
  /** For every delay; real timers unless given. */
  readonly wait?: Wait;
}

export interface RunningEmulator {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  readonly emulator: Emulator;
  world(name: string): World;
  client(world: string): VodClient;
  /** Closes every connection and removes what was stored. */
  close(): Promise<void>;
}

/** An emulator on a port of its own, on 127.0.0.1 only. Rejects when the port is taken. */
export async function startEmulator(options: StartOptions = {}): Promise<RunningEmulator> {
  const { storage = 'disk', folder, settings, clock, wait } = options;
  const server = createServer();
  // A slow upload is not a stuck one: Node would cut it after 5 minutes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const ossEndpoint = options.ossEndpoint ?? `http://oss.localhost:${port}`;
  const emulator = createEmulator({
    storage: storage === 'disk' ? await diskStorage(folder) : memoryStorage(),
    ossEndpoint,
    ...(settings && { settings }),
    ...(clock && { clock }),
    ...(wait && { wait }),
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (req, res) => {
    if (isVisit(req))
      return void res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(greeting(port));
    serveNode(req, res, (incoming) => emulator.handle(incoming)).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    emulator,
    world: (name) => emulator.world(name),
    client: (name) => emulator.client(name),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await emulator.close();
    },
  };
}

/** Somebody opened the address in a browser; a client would have signed its request. */
const isVisit = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' && url === '/' && !headers.authorization && !/(^|\.)oss\./.test(headers.host ?? '');

const greeting = (port: number): string => `This is the vod-uploader emulator of ApsaraVideo VOD and OSS. It works.

VOD API    http://127.0.0.1:${port}/                            for Alibaba's clients: endpoint 127.0.0.1:${port}, protocol http
backend    http://127.0.0.1:${port}/__emulator/demo/api/vod     for <vod-uploader endpoint="…">, without a backend of your own
videos     http://127.0.0.1:${port}/__emulator/demo/videos      what was created
objects    http://127.0.0.1:${port}/__emulator/demo/objects     what was uploaded, with SHA-256
log        http://127.0.0.1:${port}/__emulator/demo/log         every request
`;

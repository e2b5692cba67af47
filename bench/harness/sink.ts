import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

/** The server that all contestants send to: a process of its own that throws bodies away. */
export interface Sink {
  readonly port: number;
  /** For a ticket; the bucket is `bench`. */
  readonly endpoint: string;
  /** Where the bucket is reached, without a slash at the end. */
  readonly origin: string;
  /** Bytes of the whole object at this path; undefined when there is none. */
  size(path: string): Promise<number | undefined>;
  close(): Promise<void>;
}

/** `lengths` in bytes: those whose checksums are to be known before the first request. */
export async function startSink(lengths: readonly number[] = []): Promise<Sink> {
  const script = fileURLToPath(new URL('../sink/main.ts', import.meta.url));
  const child = fork(script, lengths.map(String), { execArgv: ['--import', import.meta.resolve('tsx')] });
  const port = await Promise.race([
    once(child, 'message').then(([told]) => told as number),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The sink ended with ${String(code)}`);
    }),
  ]);
  return {
    port,
    endpoint: `http://oss.localhost:${port}`,
    origin: `http://bench.oss.localhost:${port}`,
    async size(path) {
      const url = `http://127.0.0.1:${port}/__sink/size?path=${encodeURIComponent(path)}`;
      const told = await (await fetch(url)).text();
      return told === '' ? undefined : Number(told);
    },
    async close() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

const MIB = 1024 ** 2;

/** MiB/s that the sink takes from a plain Node client: what no browser on this machine can exceed by much. */
export async function ceiling({ port }: Sink, bytes: number, connections: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const piece = Buffer.alloc(MIB, 0x56);
  const pieces = Math.ceil(bytes / connections / MIB);
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, (_, n) => push(agent, port, n, piece, pieces)));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return (pieces * connections) / seconds;
}

async function push(agent: Agent, port: number, n: number, piece: Buffer, pieces: number): Promise<void> {
  const headers = { 'content-length': piece.length * pieces };
  const req = request({ agent, port, host: '127.0.0.1', method: 'PUT', path: `/ceiling-${n}`, headers });
  const answered = once(req, 'response');
  for (let sent = 0; sent < pieces; sent += 1) if (!req.write(piece)) await once(req, 'drain');
  req.end();
  const [res] = (await answered) as [NodeJS.ReadableStream];
  res.resume();
  await once(res, 'end');
}

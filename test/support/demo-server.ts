import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { inject } from 'vitest';

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface DemoServer {
  readonly url: string;
  readonly output: () => string;
  stop(): Promise<void>;
}

/** What `npm start` starts, on a port of its own; resolves when it has printed its URL. */
export const startDemo = async (): Promise<DemoServer> => start([], await freePort());

/**
 * The same page over the same emulator, bundled once for all tests: a page of it comes with a few files instead of
 * hundreds, and costs a fraction of the work.
 */
export async function startBuiltDemo(): Promise<DemoServer> {
  const port = await freePort();
  const where = ['--host', '127.0.0.1', '--port', String(port), '--strictPort'];
  return start(['preview', '--outDir', inject('builtDemo'), ...where], port);
}

async function start(command: readonly string[], port: number): Promise<DemoServer> {
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', ...command], {
    env: { ...process.env, STILL: '1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = `http://localhost:${port}/`;
  await new Promise<void>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += data.toString();
      if (output.includes(url)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The demo server ended with ${code}:\n${output}`)));
  });
  return {
    url,
    output: () => output,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '../../src/server/node.js';

/** A backend that answers on 127.0.0.1. */
export interface Running {
  /** Without a slash at its end. */
  readonly origin: string;
  /** What it has written, if it is a process. */
  readonly written: () => string;
  close(): Promise<void>;
}

/** Runs an example as a reader would, with this package's sources in place of the installed package. Rejects when it ends early. */
export async function runExample(file: string, env: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: { PATH: process.env.PATH, TSX_TSCONFIG_PATH: 'tsconfig.check.json', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  const ended = once(child, 'close');
  const port = await new Promise<string>((resolve, reject) => {
    const read = (piece: Buffer): void => {
      written += piece.toString();
      const [, found] = /listening on [^]*?port: (\d+)/.exec(written) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`${file} ended: ${written}`)), reject);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    written: () => written,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

/** The same for what is a function already. */
export async function serve(handler: (request: Request) => Response | Promise<Response>): Promise<Running> {
  const server = createServer(toNodeHandler(handler));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    written: () => '',
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

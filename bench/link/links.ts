import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Asked, LinkRecord, Told } from './main.js';
import type { LinkShape } from './proxy.js';

export interface Link {
  readonly port: number;
  /** What has passed; the link is gone afterwards. */
  close(): Promise<LinkRecord>;
}

export interface Links {
  /** A link to a port of this machine. */
  open(to: number, shape: LinkShape): Promise<Link>;
  close(): Promise<void>;
}

/** Links in a process of their own: neither the browser's driver nor the server takes their time. */
export function startLinks(): Links {
  const script = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = fork(script, { execArgv: ['--import', import.meta.resolve('tsx')] });
  const waiting = new Map<number, { resolve(told: Told): void; reject(reason: Error): void }>();
  let count = 0;
  child.on('message', (told: Told) => waiting.get(told.id)?.resolve(told));
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The links' process ended with ${String(code)}`));
  });
  const ask = <T extends Told>(question: Asked): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      waiting.set(question.id, { resolve: (told) => resolve(told as T), reject });
      child.send(question);
    }).finally(() => waiting.delete(question.id));
  return {
    async open(to, shape) {
      const { port } = await ask<Told & { port: number }>({ id: ++count, open: { to, shape } });
      return {
        port,
        close: async () => (await ask<Told & { record: LinkRecord }>({ id: ++count, close: port })).record,
      };
    },
    async close() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

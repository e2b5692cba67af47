import { LinkProxy, type LinkShape } from './proxy.js';
import type { Exchange } from './exchanges.js';

/** What the process that forked this one asks; each is answered in its turn, with the same id. */
export type Asked =
  | { readonly id: number; readonly open: { readonly to: number; readonly shape: LinkShape } }
  | { readonly id: number; readonly close: number };

export type Told = { readonly id: number } & ({ readonly port: number } | { readonly record: LinkRecord });

export interface LinkRecord {
  readonly exchanges: readonly Exchange[];
  readonly connections: number;
  /** See LinkProxy. */
  readonly lateMs: number;
}

const links = new Map<number, LinkProxy>();

async function answer(asked: Asked): Promise<Told> {
  const { id } = asked;
  if ('open' in asked) {
    const link = await LinkProxy.open(asked.open.to, asked.open.shape);
    const { port } = link;
    links.set(port, link);
    return { id, port };
  }
  const link = links.get(asked.close)!;
  links.delete(asked.close);
  const { exchanges, connections, lateMs } = link;
  await link.close();
  return { id, record: { exchanges, connections, lateMs } };
}

process.on('message', (asked: Asked) => void answer(asked).then((told) => process.send?.(told)));
process.once('disconnect', () => process.exit());

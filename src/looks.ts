import { reach, type Connection } from './connection.js';
import type { Backend, PageLooks, Ports } from './engine/ports.js';
import { Poller } from './engine/poller.js';
import { importSight, mediaSight } from './engine/sights.js';
import { Turnstile } from './engine/turnstile.js';
import { attention } from './web/attention.js';

type Outside = Pick<Ports, 'clock' | 'network' | 'random'>;
type Read = () => Connection;

interface Known {
  readonly backend: readonly unknown[];
  readonly headers: unknown;
  readonly looks: ReturnType<typeof lookWith>;
  /** They live as long as who gave them. */
  readonly readers: { all: readonly WeakRef<Read>[] };
}

/** So many are kept that nobody follows anything with: a page may have new headers every minute. */
const MOST = 20;

let known: readonly Known[] = [];
/** One for the page, whatever is looked at and whichever backend is asked; tests bring a time of their own. */
const turnstiles = new WeakMap<Ports['clock'], Turnstile>();

/**
 * Who looks at what becomes of medias and imports: one for all elements and uploaders of the page that speak to the same
 * backend in the same way, so that a thousand rows cost as few calls as can be. `read` says how its owner speaks to it
 * now: headers may be renewed while somebody is followed.
 */
export function looksOf(connection: Connection, outside: Outside, read?: Read): PageLooks {
  const [backend, headers] = [backendOf(connection, outside), headersOf(connection)];
  let it = known.find((each) => isSame(each.backend, backend) && Object.is(each.headers, headers));
  if (it === undefined) {
    const readers: Known['readers'] = { all: [] };
    const now = (): Connection => {
      const all = readers.all.flatMap((reader) => reader.deref()?.() ?? []);
      // Never what is meant for another backend. Whoever speaks as before goes first.
      const fit = all.filter((each) => isSame(backendOf(each, outside), backend));
      return fit.find((each) => Object.is(headersOf(each), headers)) ?? fit.at(-1) ?? connection;
    };
    it = { backend, headers, readers, looks: lookWith(reach(connection, now), outside) };
    known = [...known.filter(({ looks }, at) => !looks.isIdle || at > known.length - MOST), it];
  }
  const { readers } = it;
  const others = readers.all.filter((reader) => ![undefined, read].includes(reader.deref()));
  if (read !== undefined) readers.all = [...others, new WeakRef(read)];
  return it.looks;
}

function lookWith(backend: Backend, outside: Outside) {
  const ports = { ...outside, attention };
  const turnstile = turnstiles.get(outside.clock) ?? new Turnstile(outside.clock);
  turnstiles.set(outside.clock, turnstile);
  const medias = new Poller(mediaSight(backend), ports, turnstile);
  const imports = new Poller(importSight(backend), ports, turnstile);
  return {
    medias,
    imports,
    get isIdle() {
      return medias.isIdle && imports.isIdle;
    },
  };
}

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.every((fact, at) => Object.is(fact, others[at]));

/** What is not said is the same as what is said to be as usual. */
const backendOf = (connection: Connection, { clock, network }: Outside): readonly unknown[] => {
  const { endpoint, urls = {}, backend, withCredentials = false, service = 'vod' } = connection;
  return [endpoint, JSON.stringify(urls), backend, withCredentials, service, clock, network];
};

const headersOf = ({ headers = {} }: Connection): unknown =>
  typeof headers === 'function' ? headers : JSON.stringify(headers);

import { reach, type Connection } from './connection.js';
import type { PageLooks, Ports } from './engine/ports.js';
import { Poller } from './engine/poller.js';
import { importSight, mediaSight } from './engine/sights.js';
import { Turnstile } from './engine/turnstile.js';
import { attention } from './web/attention.js';

interface Known {
  readonly of: readonly unknown[];
  readonly looks: PageLooks;
}

const known: Known[] = [];
/** One for the page, whatever is looked at and whichever backend is asked; tests bring a time of their own. */
const turnstiles = new WeakMap<Ports['clock'], Turnstile>();

/**
 * Who looks at what becomes of medias and imports: one for all elements and uploaders of the page that speak to the same
 * backend in the same way, so that a thousand rows cost as few calls as can be.
 */
export function looksOf(connection: Connection, outside: Pick<Ports, 'clock' | 'network' | 'random'>): PageLooks {
  // What is not said is the same as what is said to be as usual.
  const { endpoint, urls = {}, backend, headers = {}, withCredentials = false, service = 'vod' } = connection;
  const told = typeof headers === 'function' ? headers : JSON.stringify(headers);
  const of = [endpoint, JSON.stringify(urls), backend, told, withCredentials, service, outside.clock, outside.network];
  const there = known.find((each) => each.of.every((fact, at) => Object.is(fact, of[at])));
  if (there !== undefined) return there.looks;
  const asked = reach(connection);
  const ports = { ...outside, attention };
  const turnstile = turnstiles.get(outside.clock) ?? new Turnstile(outside.clock);
  turnstiles.set(outside.clock, turnstile);
  const looks = {
    medias: new Poller(mediaSight(asked), ports, turnstile),
    imports: new Poller(importSight(asked), ports, turnstile),
  };
  known.push({ of, looks });
  return looks;
}

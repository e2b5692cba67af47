import type { Hit } from './faults.js';
import { ConnectionCut, type Incoming } from './incoming.js';
import { logged, type LogEntry } from './request-log.js';
import { readAtLeast, spoiltBody, type Pause } from './spoilt-body.js';
import { adorned, portal, stripped, truncated, withoutCors } from './spoilt-reply.js';
import { hold, pause } from './wait.js';
import type { World } from './world.js';

export type Arriving = Pick<Incoming, 'headers' | 'body' | 'signal'>;

interface Sufferer<T extends Arriving> {
  /** In the service's own words; what is `undefined` is up to it. */
  readonly refuse: (status: number | undefined, code: string | undefined, message: string | undefined) => Response;
  readonly expired: () => Response;
  /** `skewMs` is by how much the service's clock is off for this request. */
  readonly act: (arriving: T, skewMs: number) => Promise<Response>;
  /** What every answer gets, whoever gave it: CORS and the like. */
  readonly dress?: (response: Response) => Response;
}

/** Does what is asked for, or what the faults make of it, and writes down how that ended. */
export function suffer<T extends Arriving>(
  world: World,
  entry: LogEntry,
  incoming: T,
  service: Sufferer<T>,
): Promise<Response> {
  const hits = world.faults.take(entry);
  if (hits.length > 0) entry.faults = hits.map(({ fault }) => fault.what);
  const { signal } = incoming;
  const patience: Pause = async (ms, lifted) => {
    await pause(world.wait, ms, signal, lifted);
    if (signal?.aborted) throw new ConnectionCut();
  };
  const arriving = { ...incoming, body: spoiltBody(incoming, hits, patience) };
  const skewMs = hits.reduce((sum, { fault }) => sum + (fault.what === 'skew' ? fault.skewMs : 0), 0);
  const { act, dress = same } = service;
  return logged(
    entry,
    () => world.clock(),
    async () => {
      const instead = await before(hits, arriving, service, patience);
      const response = dress(instead ?? (await act(arriving, skewMs)));
      return after(hits, response, entry, signal, patience);
    },
  );
}

const same = (response: Response): Response => response;

/** Somebody else's answer, if there is to be one. */
async function before<T extends Arriving>(
  hits: readonly Hit[],
  { body, signal }: Arriving,
  { refuse, expired }: Sufferer<T>,
  patience: Pause,
): Promise<Response | undefined> {
  for (const { fault, lifted } of hits) {
    switch (fault.what) {
      case 'delay':
        await patience(fault.delayMs, lifted);
        break;
      case 'cut-before':
        await readAtLeast(body, fault.afterBytes ?? 0);
        throw new ConnectionCut(fault.reset);
      case 'hang':
        if (fault.after) break;
        await readAtLeast(body, fault.afterBytes ?? 0);
        await hold(signal, lifted);
        throw new ConnectionCut();
      case 'status':
        return adorned(refuse(fault.status ?? 503, fault.code, fault.message), fault.headers);
      case 'xml-code':
        return adorned(refuse(fault.status, fault.code, fault.message), fault.headers);
      case 'expired-token':
        return adorned(expired(), fault.headers);
      case 'html':
        return adorned(portal(fault.status ?? 200), fault.headers);
      case 'empty':
        return adorned(new Response(null, { status: fault.status ?? 200 }), fault.headers);
    }
  }
  return undefined;
}

/** What becomes of an answer on its way, whoever gave it. */
async function after(
  hits: readonly Hit[],
  response: Response,
  entry: LogEntry,
  signal: AbortSignal | undefined,
  patience: Pause,
): Promise<Response> {
  let left = response;
  for (const { fault, lifted } of hits) {
    switch (fault.what) {
      case 'delay-after':
        await patience(fault.delayMs, lifted);
        break;
      case 'cut-after':
        throw new ConnectionCut(fault.reset);
      case 'hang':
        if (!fault.after) break;
        await hold(signal, lifted);
        throw new ConnectionCut();
      case 'truncate':
        left = await truncated(left);
        entry.cut = true;
        break;
      case 'strip':
        left = stripped(left, fault.strip);
        break;
      case 'no-cors':
        left = withoutCors(left);
        break;
    }
  }
  return left;
}

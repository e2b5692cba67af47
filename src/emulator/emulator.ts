import { VodApiError, type Params, type Service, type VodClient } from '../server/client.js';
import { answer, opOf } from './api-service.js';
import type { StoredObject } from './bucket.js';
import { isControl, serveControl } from './control.js';
import { openDigest as wasmDigest, type OpenDigest } from './digest.js';
import type { Fetch } from './fetch-url.js';
import { incomingOf, type Incoming } from './incoming.js';
import { isOssHost } from './oss-address.js';
import { serveOss } from './oss.js';
import { checkTime, isRpc, serveRpc } from './rpc.js';
import type { SettingsPatch } from './settings.js';
import { inOne, memoryStorage, type Storage } from './storage.js';
import { realWait, type Wait } from './wait.js';
import { bucketOf, World, worldOf } from './world.js';

export interface EmulatorOptions {
  /** Memory unless given. */
  readonly storage?: Storage;
  readonly openDigest?: OpenDigest;
  /** ms since 1970. */
  readonly clock?: () => number;
  /** For every delay; real timers unless given. */
  readonly wait?: Wait;
  /** Where OSS is, with scheme, without bucket; `http://oss.localhost:<port of the request>` unless given. */
  readonly ossEndpoint?: string;
  /** What every new world begins with. */
  readonly settings?: SettingsPatch;
  /** Stands for an object's signed URL where that would lead nowhere. */
  readonly objectUrl?: (object: StoredObject) => string | undefined;
  /** Fetches what is imported by URL; unless given, the machine does, from its own loopback addresses alone. */
  readonly fetch?: Fetch;
}

export interface ClientOptions {
  /** Where OSS is for this caller; the emulator's own unless given. */
  readonly ossEndpoint?: string;
}

export interface Emulator {
  /** Rejects with `ConnectionCut` where a fault cuts the wire. */
  fetch(request: Request): Promise<Response>;
  /** The same for hosts that have no `Request`. */
  handle(incoming: Incoming): Promise<Response>;
  /** Is this request for the emulator? Everything else belongs to whoever shares the port. */
  claims(method: string, url: URL, headers: Headers): boolean;
  /** Made on first use. Throws `TypeError` on a name that cannot be part of a bucket's. */
  world(name: string): World;
  /** Calls a world's API without going over the wire: what its owner's backend sees. */
  client(world: string, options?: ClientOptions): VodClient;
  close(): Promise<void>;
}

const WORLD_NAME = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/;

/** VOD and OSS in one `(Request) => Promise<Response>`. Web standards only. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const {
    storage = memoryStorage(),
    openDigest = wasmDigest,
    clock = Date.now,
    wait = realWait,
    objectUrl,
    fetch,
  } = options;
  const worlds = new Map<string, World>();

  const world = (name: string): World => {
    const known = worlds.get(name);
    if (known) return known;
    if (!WORLD_NAME.test(name)) throw new TypeError(`no world can be called ${name}`);
    const made = new World(name, {
      storage,
      openDigest,
      clock,
      wait,
      ...(objectUrl && { objectUrl }),
      ...(fetch && { fetch }),
    });
    if (options.settings) made.configure(options.settings);
    worlds.set(name, made);
    return made;
  };
  const worldOfAccount = (name: string): World | undefined => (WORLD_NAME.test(name) ? world(name) : undefined);
  const endpointFor = ({ settings }: World, url: URL): string => {
    if (settings.ossEndpoint !== '') return settings.ossEndpoint;
    return options.ossEndpoint ?? `${url.protocol}//oss.localhost${url.port === '' ? '' : `:${url.port}`}`;
  };

  const emulator: Emulator = {
    world,
    fetch: (request) => emulator.handle(incomingOf(request)),
    handle(incoming) {
      const { method, url, headers } = incoming;
      if (isControl(url)) return serveControl(emulator, endpointFor, incoming);
      if (!isOssHost(url.hostname) && isRpc(method, url, headers))
        return serveRpc({ worldOfAccount, endpointFor }, incoming);
      return serveOss({ worlds: worlds.values(), world: (name) => worlds.get(name), worldOfAccount }, incoming);
    },
    claims(method, url, headers) {
      const first = url.pathname.split('/', 2)[1] ?? '';
      const isBucket = worlds.has(worldOf(first) ?? '') && first === bucketOf(worldOf(first) ?? '');
      return isControl(url) || isOssHost(url.hostname) || isBucket || isRpc(method, url, headers);
    },
    client: (name, { ossEndpoint = options.ossEndpoint } = {}) => ({
      call: (service, action, params) => call(world(name), service, action, params, ossEndpoint),
    }),
    async close() {
      await Promise.all([...worlds.values()].map((made) => made.wipe()));
      worlds.clear();
      await storage.close();
    },
  };
  return emulator;
}

async function call(
  world: World,
  service: Service,
  action: string,
  params: Params,
  ossEndpoint = 'http://oss.localhost',
): Promise<Record<string, unknown>> {
  const text = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const entry = world.log.open({
    service: 'vod',
    op: opOf(service, action),
    method: 'POST',
    host: '',
    path: '/',
    query: text,
    headers: new Headers(),
    startedAt: world.clock(),
  });
  const endpoint = world.settings.ossEndpoint || ossEndpoint;
  const asked = { world, service, params: text, endpoint, peer: '127.0.0.1', deviceModel: 'backend' };
  // Nothing goes over a wire, but faults want a body to read: the one that it would have had.
  const arriving = {
    headers: new Headers(),
    body: inOne(new TextEncoder().encode(new URLSearchParams(text).toString())),
  };
  const prove = (skewMs: number): void => checkTime(world, world.serviceTime(), skewMs);
  const response = await answer(world, { service, action, format: 'JSON', call: asked, prove, entry, arriving });
  const body = await response.text();
  const reply = asObject(body);
  if (response.ok && reply) return reply;
  // What is not the API's own words: a gateway's page, or nothing.
  if (!reply) throw new SyntaxError(`HTTP ${response.status} without JSON from ${action}`);
  throw new VodApiError(
    response.status,
    String(reply.Code),
    String(reply.Message),
    reply.RequestId as string | undefined,
  );
}

function asObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

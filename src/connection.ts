import { late } from './engine/late.js';
import { lateCalls } from './engine/late-calls.js';
import type { Backend, OpenStore, Ports } from './engine/ports.js';
import type { Send } from './engine/send-port.js';
import { lateStore } from './oss/late-store.js';
import { createNativeStore } from './oss/native-store.js';
import {
  createFunctionBackend,
  createHttpBackend,
  type BackendFunctions,
  type HeaderSource,
  type ImportService,
  type VodBackend,
} from './vod/backend.js';
import type { Action } from './vod/protocol.js';

/** How uploads reach a backend and a bucket. */
export interface Connection {
  /** The backend's base URL; each action is `POST {endpoint}/{Action}`. */
  readonly endpoint?: string;
  /** URLs of single actions, where they do not lie under `endpoint`. */
  readonly urls?: Readonly<Partial<Record<Action, string>>>;
  /** Plain async functions instead of an endpoint. */
  readonly backend?: BackendFunctions;
  readonly headers?: HeaderSource;
  /** Sends cookies to a backend of another origin too. */
  readonly withCredentials?: boolean;
  /** Sends `Idempotency-Key` on create; by default to the page's own origin only. */
  readonly idempotency?: 'auto' | boolean;
  /** Who imports by URL: ApsaraVideo VOD, or Intelligent Media Services. */
  readonly service?: ImportService;
  /** `ali-oss` loads Alibaba's own client (an optional peer) when the first upload begins. */
  readonly store?: 'native' | 'ali-oss' | OpenStore;
  /** Overrides what the ticket says, for example `cn-shanghai`. */
  readonly region?: string;
  /** The ticket's endpoint is a custom domain that stands for the bucket. */
  readonly cname?: boolean;
}

/** The ports that a connection stands for. `read` is asked each time, so a page may set its endpoint late. */
export function connect(read: () => Connection, send: Send): Pick<Ports, 'backend' | 'openStore'> {
  const backend = latest(read, ({ endpoint, urls, backend, withCredentials, idempotency, service, region, cname }) => ({
    of: [endpoint, JSON.stringify(urls), backend, withCredentials, idempotency, service, region, cname],
    make: () => steered(reach(read(), read), { ...(region && { region }), ...(cname && { cname }) }),
  }));
  const store = latest(read, ({ store }) => ({ of: [store], make: () => storeFor(store, send) }));
  return {
    backend: lateCalls(backend),
    openStore: (credentials) => store()(credentials),
  };
}

/** Makes a thing anew only when what it is made of has changed: it remembers what it has learnt. */
function latest<T>(read: () => Connection, plan: (now: Connection) => { of: readonly unknown[]; make(): T }): () => T {
  let made: { of: readonly unknown[]; it: T } | undefined;
  return () => {
    const { of, make } = plan(read());
    if (made === undefined || of.some((fact, i) => !Object.is(fact, made?.of[i]))) made = { of, it: make() };
    return made.it;
  };
}

/** The backend of a connection; `now` is asked for its headers each time. */
export function reach(connection: Connection, now: () => Connection = () => connection): VodBackend {
  const { endpoint, urls, backend, withCredentials, idempotency, service } = connection;
  if (backend !== undefined) return createFunctionBackend(backend, { ...(service && { service }) });
  return createHttpBackend({
    ...(service !== undefined && { service }),
    ...(endpoint !== undefined && { endpoint }),
    ...(urls !== undefined && { urls }),
    ...(withCredentials !== undefined && { withCredentials }),
    ...(idempotency !== undefined && { idempotency }),
    headers: (action) => {
      const { headers = {} } = now();
      return typeof headers === 'function' ? headers(action) : headers;
    },
  });
}

/** Puts the page's word about the target over the ticket's. */
function steered(backend: Backend, over: { region?: string; cname?: boolean }): Backend {
  return {
    ...backend,
    async create(metadata, options) {
      const { ticket, ...made } = await backend.create(metadata, options);
      return { ...made, ticket: { ...ticket, target: { ...ticket.target, ...over } } };
    },
  };
}

const loadAliOss = late(() => import('./oss/ali-oss-store.js'), import.meta.url);

function storeFor(store: Connection['store'], send: Send): OpenStore {
  if (typeof store === 'function') return store;
  if (store !== 'ali-oss') return createNativeStore({ send });
  let made: OpenStore | undefined;
  return lateStore(async () => {
    const { createAliOssStore } = await loadAliOss();
    return (made ??= createAliOssStore({ send }));
  });
}

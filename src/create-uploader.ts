import type { Backend, Network, Clock, ObjectStore, OpenStore, Ports } from './engine/ports.js';
import type { Limits, Settings } from './engine/settings.js';
import { Uploader } from './engine/uploader.js';
import { createNativeStore } from './oss/native-store.js';
import type { Send } from './oss/send-port.js';
import { createFunctionBackend, createHttpBackend, type BackendFunctions, type HeaderSource } from './vod/backend.js';
import { AUDIO_EXTENSIONS, EMOJI, LIMITS, REFERENCE_ID, VIDEO_EXTENSIONS, type Action } from './vod/protocol.js';
import { clock } from './web/clock.js';
import { createMemoryCheckpoints } from './web/memory-checkpoints.js';
import { network } from './web/network.js';
import { newId } from './web/new-id.js';
import { send as sendByXhr } from './web/send.js';

export interface VodUploaderOptions extends Partial<Settings> {
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
  /** `ali-oss` loads Alibaba's own client (an optional peer) when the first upload begins. */
  readonly store?: 'native' | 'ali-oss' | OpenStore;
  /** Overrides what the ticket says, for example `cn-shanghai`. */
  readonly region?: string;
  /** The ticket's endpoint is a custom domain that stands for the bucket. */
  readonly cname?: boolean;
  /** Carries requests to OSS; the emulator inside a page brings its own. */
  readonly send?: Send;
  readonly clock?: Clock;
  readonly network?: Network;
}

const VOD_LIMITS: Limits = {
  ...LIMITS,
  extensions: [...VIDEO_EXTENSIONS, ...AUDIO_EXTENSIONS],
  referenceId: REFERENCE_ID,
  refused: EMOJI,
};

/** An uploader for a web page, a worker or a test, without any element. The only place that joins the layers. */
export function createVodUploader(options: VodUploaderOptions = {}): Uploader {
  const { endpoint, urls, backend, headers, withCredentials, idempotency, store, region, cname, send, ...rest } =
    options;
  const { clock: time = clock, network: net = network, ...settings } = rest;
  const reached = backend
    ? createFunctionBackend(backend)
    : createHttpBackend({
        ...(endpoint !== undefined && { endpoint }),
        ...(urls && { urls }),
        ...(headers && { headers }),
        ...(withCredentials !== undefined && { withCredentials }),
        ...(idempotency !== undefined && { idempotency }),
      });
  const ports: Ports = {
    backend: steered(reached, { ...(region && { region }), ...(cname && { cname }) }),
    openStore: storeFor(store, send ?? sendByXhr),
    checkpoints: createMemoryCheckpoints(),
    clock: time,
    network: net,
    random: Math.random,
    newId,
  };
  return new Uploader(ports, VOD_LIMITS, { scope: endpoint ?? '', ...settings });
}

/** Puts the page's word about the target over the ticket's. */
function steered(backend: Backend, over: { region?: string; cname?: boolean }): Backend {
  return {
    ...backend,
    async create(metadata, options) {
      const { videoId, ticket } = await backend.create(metadata, options);
      return { videoId, ticket: { ...ticket, target: { ...ticket.target, ...over } } };
    },
  };
}

function storeFor(store: VodUploaderOptions['store'], send: Send): OpenStore {
  if (typeof store === 'function') return store;
  return store === 'ali-oss'
    ? lazily(async () => (await import('./oss/ali-oss-store.js')).createAliOssStore({ send }))
    : createNativeStore({ send });
}

/** A store whose code comes with the first call. */
function lazily(load: () => Promise<OpenStore>): OpenStore {
  let loading: Promise<OpenStore> | undefined;
  const loaded = () =>
    (loading ??= load().catch((error: unknown) => {
      // A chunk that did not come is asked for again.
      loading = undefined;
      throw error;
    }));
  return (credentials) => {
    let opened: ObjectStore | undefined;
    const store = async () => (opened ??= (await loaded())(credentials));
    return {
      open: async (...args) => (await store()).open(...args),
      put: async (...args) => (await store()).put(...args),
      list: async (...args) => (await store()).list(...args),
      seal: async (...args) => (await store()).seal(...args),
      look: async (...args) => (await store()).look(...args),
      discard: async (...args) => (await store()).discard(...args),
    };
  };
}

import { createHash } from 'node:crypto';
import { createCRC64, type IHasher } from 'hash-wasm';
import type { Ports } from '../../src/engine/ports.js';
import { readBlob } from '../../src/engine/read-blob.js';
import type { Settings } from '../../src/engine/settings.js';
import { underlying, type UploadState } from '../../src/engine/state.js';
import { Uploader } from '../../src/engine/uploader.js';
import { details, headline } from '../../src/elements/describe.js';
import { createEmulator } from '../../src/emulator/emulator.js';
import type { OpenDigest } from '../../src/emulator/digest.js';
import type { SettingsPatch } from '../../src/emulator/settings.js';
import type { Storage } from '../../src/emulator/storage.js';
import { createNativeStore } from '../../src/oss/native-store.js';
import { createHttpBackend, type ImportService } from '../../src/vod/backend.js';
import { BrowserProfile } from './browser-profile.js';
import { LIMITS, RUN } from './fake-ports.js';
import { mortal } from './mortal.js';
import { counted, quiet } from './real-work.js';
import { createVirtualClock } from './virtual-clock.js';
import { VirtualLink } from './virtual-link.js';
import { words } from './words.js';

const ORIGIN = 'http://page.localhost';

export interface PageOptions {
  readonly profile?: BrowserProfile;
  readonly settings?: Partial<Settings>;
  /** The client's wall clock against the true time, ms. */
  readonly skewMs?: number;
  readonly openHandle?: Ports['openHandle'];
  /** Whether the backend is told which request is the same one again; it is, unless said. */
  readonly idempotency?: boolean;
  /** Who imports by URL. */
  readonly service?: ImportService;
  /** How long hashing this takes, ms; no time unless said. */
  readonly hashMs?: (blob: Blob) => number;
  /** 0 ≤ x < 1; for jitter. */
  readonly random?: () => number;
}

/**
 * The real pipeline, native store and HTTP backend against the emulator, in virtual time: hours pass in milliseconds,
 * and the same calls happen in the same order each time. Call `makeWorkPrompt()` before.
 */
export function createVirtualWorld(settings: SettingsPatch = {}) {
  const time = createVirtualClock(undefined, quiet);
  const emulator = createEmulator({
    clock: () => time.clock.now(),
    wait: (ms, signal) => time.clock.wait(ms, signal ?? new AbortController().signal),
    storage: bytesStorage(),
    openDigest: nodeDigest,
  });
  const world = emulator.world('virtual');
  world.configure({ noTranscode: true, ...settings });
  let pages = 0;
  /** Like those of `AbortSignal.timeout`: they keep nothing alive and are left to run out. */
  let timeouts = 0;

  function openPage(options: PageOptions = {}) {
    const { profile = new BrowserProfile(), skewMs = 0, random = () => 0.5 } = options;
    const page = (pages += 1);
    let offByMs = skewMs;
    const link = new VirtualLink(emulator, time.clock, ORIGIN);
    const life = new AbortController();
    const clock = {
      ...time.clock,
      now: () => time.clock.now() + offByMs,
      wait: (ms: number, signal: AbortSignal) => time.clock.wait(ms, AbortSignal.any([signal, life.signal])),
    };
    const net = network(link);
    /** Each run asks for it, as if none had had it before. */
    const code: { comes: 'at once' | 'never' | 'not' } = { comes: 'at once' };
    const hands = profile.open(clock.now);
    const endpoint = `${ORIGIN}/__emulator/virtual/api/vod`;
    const timeout = (ms: number): AbortSignal => {
      const late = new AbortController();
      timeouts += 1;
      clock
        .wait(ms, late.signal)
        .then(
          () => late.abort(new DOMException('Too late', 'TimeoutError')),
          () => undefined,
        )
        .finally(() => (timeouts -= 1));
      return late.signal;
    };
    let ids = 0;
    const { ports, die } = mortal({
      ...hands,
      loadRun: () => {
        if (code.comes === 'at once') return Promise.resolve(RUN);
        return code.comes === 'never' ? new Promise(() => undefined) : Promise.reject(new TypeError('Failed to fetch'));
      },
      backend: createHttpBackend({
        endpoint,
        fetch: link.fetch,
        base: ORIGIN,
        idempotency: options.idempotency ?? true,
        ...(options.service && { service: options.service }),
        now: clock.now,
        timeout,
      }),
      openStore: createNativeStore({ send: link.send, now: clock.now, https: false }),
      hasher: {
        md5: async (blob, hashing) => {
          const ms = options.hashMs?.(blob) ?? 0;
          if (ms > 0) await clock.wait(ms, hashing.signal);
          return md5(blob, hashing);
        },
        close: () => undefined,
      },
      clock,
      network: net.port,
      random,
      newId: () => `page${page}-upload${(ids += 1)}`,
      ...(options.openHandle && { openHandle: options.openHandle }),
    });
    const uploader = new Uploader(ports, LIMITS, {
      scope: endpoint,
      partSize: 102_400,
      maxConnections: 3,
      maxFiles: Infinity,
      pollMs: [1_000, 10_000],
      noTranscode: true,
      ...options.settings,
    });
    const seen: UploadState[] = [];
    uploader.observe((after) => seen.push(after), { signal: life.signal });
    return {
      uploader,
      link,
      net,
      code,
      profile,
      seen,
      first: () => uploader.state.uploads[0]!,
      phase: () => uploader.state.uploads[0]?.phase,
      /** What the row said, in its words, each thing once until the next. */
      said: (id?: string) => withoutRepeats(seen.filter((state) => id === undefined || state.id === id).map(saying)),
      phases: (id?: string) =>
        withoutRepeats(seen.filter((state) => id === undefined || state.id === id).map(({ phase }) => phase)),
      /** A person sets the computer's clock: so far off from now on. */
      setClock: (ms: number) => void (offByMs = ms),
      /** Like a power cut: connections die, locks come free, nobody hears of anything any more. */
      crash() {
        die();
        life.abort();
        link.cut();
        hands.die();
      },
    };
  }

  return {
    time,
    emulator,
    world,
    openPage,
    fault: (order: Parameters<typeof world.faults.add>[0]) => world.faults.add(order),
    /** Answered requests to the bucket, `UploadPart 3 200`; preflights left out. */
    requests: () =>
      world.log.entries
        .filter(({ service, op }) => service === 'oss' && op !== 'Preflight')
        .map(({ op, part, status, cut }) => [op, part, cut ? 'cut' : status].filter((x) => x !== undefined).join(' ')),
    count: (op: string, status?: number) =>
      world.log.entries.filter((entry) => entry.op === op && (status === undefined || entry.status === status)).length,
    /** Of every object that was uploaded, in the order of their keys. */
    objects: async (): Promise<{ key: string; size: number; sha256: string }[]> =>
      Promise.all(
        [...world.bucket.objects.values()].map(async ({ key, content }) => {
          const hash = createHash('sha256');
          for await (const bytes of content.read()) hash.update(bytes);
          return { key, size: content.size, sha256: hash.digest('hex') };
        }),
      ),
    /** Timers that somebody still waits for. */
    timers: () => time.pending - timeouts,
    orphans: () => [...world.bucket.uploads.values()],
  };
}

export type VirtualWorld = ReturnType<typeof createVirtualWorld>;
export type VirtualPage = ReturnType<VirtualWorld['openPage']>;

/** The row's words for a state; amounts left out, they change all the time. */
export function saying(upload: UploadState): string {
  const head = headline(upload, words);
  return upload.phase === 'waiting' || upload.phase === 'failed'
    ? `${head}: ${details(upload, words).join(' ')}`
    : head;
}

/** Goes from where it waits. */
export const phaseOf = (upload: UploadState | undefined): string | undefined => upload && underlying(upload);

export const sha256Of = async (file: Blob): Promise<string> =>
  createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('hex');

const withoutRepeats = <T>(list: readonly T[]): T[] => list.filter((item, i) => item !== list[i - 1]);

async function md5(blob: Blob, { signal }: { signal: AbortSignal }): Promise<string> {
  signal.throwIfAborted();
  const bytes = await counted(readBlob(blob));
  signal.throwIfAborted();
  return createHash('md5').update(new Uint8Array(bytes)).digest('base64');
}

/** The browser's word for the connection follows the link, unless a test says otherwise (it can lie). */
function network(link: VirtualLink) {
  let online = true;
  const back = new Set<() => void>();
  return {
    port: {
      online: () => online,
      whenOnline: (signal: AbortSignal) =>
        new Promise<void>((resolve, reject) => {
          const stop = () => {
            back.delete(resolve);
            reject(signal.reason as Error);
          };
          if (signal.aborted) return stop();
          back.add(resolve);
          signal.addEventListener('abort', stop, { once: true });
        }),
    },
    get waiting() {
      return back.size;
    },
    /** The cable is pulled out, and the browser knows. */
    goOffline(): void {
      online = false;
      link.state = 'down';
      link.cut();
    },
    goOnline(): void {
      online = true;
      link.state = 'up';
      for (const tell of [...back]) {
        back.delete(tell);
        tell();
      }
    },
  };
}

function bytesStorage(): Storage {
  return {
    async write(body) {
      const kept: Uint8Array[] = [];
      for await (const bytes of body) kept.push(bytes);
      const whole = new Uint8Array(Buffer.concat(kept));
      return {
        size: whole.length,
        async *read(start, end) {
          yield whole.slice(start, end);
        },
        drop: () => Promise.resolve(),
      };
    },
    close: () => Promise.resolve(),
  };
}

const idle: IHasher[] = [];

const nodeDigest: OpenDigest = async () => {
  const crc64 = idle.pop() ?? (await counted(createCRC64()));
  crc64.init();
  const hash = createHash('md5');
  return {
    update(bytes) {
      hash.update(bytes);
      crc64.update(bytes);
    },
    finish() {
      const digests = { md5: new Uint8Array(hash.digest()), crc64: BigInt(`0x${crc64.digest('hex')}`) };
      idle.push(crc64);
      return digests;
    },
  };
};

import type { Connection } from './connection.js';
import { examinable } from './diagnose.js';
import { NEVER } from './engine/abort.js';
import { late } from './engine/late.js';
import { lateCalls } from './engine/late-calls.js';
import type { CheckpointStore, Clock, ImportRecords, Network, Ports, Relay } from './engine/ports.js';
import type { Send } from './engine/send-port.js';
import type { Limits, Settings } from './engine/settings.js';
import { Uploader } from './engine/uploader.js';
import { lateStore } from './oss/late-store.js';
import { AUDIO_EXTENSIONS, EMOJI, LIMITS, REFERENCE_ID, VIDEO_EXTENSIONS } from './vod/protocol-limits.js';
import { hasCheckpoints } from './web/checkpoint-probe.js';
import { clock } from './web/clock.js';
import { lazyStorage } from './web/lazy-storage.js';
import { ALONE, locked } from './web/locked.js';
import { network } from './web/network.js';
import { hasStored, probed } from './web/probed.js';
import { newId } from './web/new-id.js';

export interface VodUploaderOptions extends Connection, Partial<Settings> {
  /** The connection as it is now, asked each time; instead of the single properties. */
  readonly connection?: () => Connection;
  /** Carries requests to OSS; the emulator inside a page brings its own. */
  readonly send?: Send;
  /** `off` stores nothing: a reload begins again. */
  readonly resumeMode?: 'auto' | 'ask' | 'off';
  readonly clock?: Clock;
  readonly network?: Network;
}

const VOD_LIMITS: Limits = {
  ...LIMITS,
  extensions: [...VIDEO_EXTENSIONS, ...AUDIO_EXTENSIONS],
  audioExtensions: AUDIO_EXTENSIONS,
  referenceId: REFERENCE_ID,
  refused: EMOJI,
};

const FORGETFUL: ImportRecords = { save: async () => undefined, drop: async () => undefined, list: async () => [] };

const loadCode = late(() => import('./run-code.js'), import.meta.url);
const loadImports = late(() => import('./import-code.js'), import.meta.url);
const wanting = new Set<() => void>();

/** Calls back when the code of the runs is asked for, each time: a first upload is near. */
export const whenRunIsWanted = (act: () => void): void => void wanting.add(act);

/** The code of the runs. */
export const loadRunCode: typeof loadCode = (hanging) => {
  for (const act of wanting) act();
  return loadCode(hanging);
};

/** What needs no more of a page than a run has. */
const running = lateCalls(() => loadCode());

/** Nobody has anything to tell before there is a run. */
const relay: Relay = {
  speak(...what) {
    let tell: (() => void) | undefined;
    void loadCode().then((code) => (tell = code.relay.speak(...what)));
    return () => tell?.();
  },
  listen: (...what) => void loadCode().then((code) => code.relay.listen(...what)),
};

/** Made by code that comes with the runs'. */
function lateStorage(make: (code: Awaited<ReturnType<typeof loadCode>>) => CheckpointStore): CheckpointStore {
  let store: CheckpointStore | undefined;
  return lateCalls(async () => (store ??= make(await loadCode())));
}

type LatePorts = Pick<Ports, 'backend' | 'openStore' | 'hasher' | 'looks'>;

/** What only runs use, and so comes with their code. */
function latePorts(
  read: () => Connection,
  wished: Send | undefined,
  outside: Pick<Ports, 'clock' | 'network' | 'random'>,
): LatePorts & { readonly send: Send } {
  let made: Pick<Ports, 'backend' | 'openStore' | 'hasher'> | undefined;
  const ports = async () => {
    const { connect, createHasher, send } = await loadCode();
    return (made ??= { ...connect(read, wished ?? send), hasher: createHasher() });
  };
  return {
    backend: lateCalls(async () => (await ports()).backend),
    openStore: lateStore(async () => (await ports()).openStore),
    hasher: {
      md5: async (...args) => (await ports()).hasher.md5(...args),
      close: () => made?.hasher.close(),
    },
    looks: async () => (await loadCode()).looksOf(read(), outside, read),
    send: wished ?? running.send,
  };
}

/** An uploader for a web page, a worker or a test, without any element. The only place that joins the layers. */
export function createVodUploader(options: VodUploaderOptions = {}): Uploader {
  const { endpoint, urls, backend, headers, withCredentials, idempotency, service, store, region, cname, ...rest } =
    options;
  const {
    connection,
    resumeMode = 'ask',
    send: wished,
    clock: time = clock,
    network: net = network,
    ...settings
  } = rest;
  const read = connection ?? (() => options);
  const { send, ...reach } = latePorts(read, wished, { clock: time, network: net, random: Math.random });
  const lazy = lazyStorage(() => time.now());
  let warm: Promise<unknown> | undefined;
  const preload = () =>
    (warm ??= Promise.all([
      reach.hasher.md5(new Blob(), { signal: NEVER }),
      uploader.settings.inspect && running.preloadInspect().catch(() => undefined),
      // The first question to a browser's storage takes ten times as long as the next ones.
      ...(resumeMode === 'off' ? [] : [lazy.load(), hasCheckpoints()]),
    ]).catch(() => (warm = undefined)));
  const ports = {
    loadRun: loadRunCode,
    loadImports,
    preload,
    ...reach,
    checkpoints:
      resumeMode === 'off'
        ? lateStorage((code) => code.createMemoryCheckpoints())
        : lateStorage((code) => code.createPatientCheckpoints(probed(lazy.checkpoints), time)),
    hasStored: resumeMode === 'off' ? async () => false : hasStored,
    importRecords: resumeMode === 'off' ? FORGETFUL : probed(lazy.imports),
    // Two pages that share no checkpoint would only wait for each other, to send the file twice all the same.
    ...(resumeMode === 'off' ? ALONE : { lock: running.lock, locked, relay }),
    openHandle: running.openHandle,
    inspect: running.inspect,
    clock: time,
    network: net,
    random: Math.random,
    newId,
  };
  const uploader: Uploader = new Uploader(ports, VOD_LIMITS, { scope: endpoint ?? '', ...settings });
  examinable(uploader, { ...ports, send, connection: read });
  return uploader;
}

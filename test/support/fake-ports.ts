import { createHash } from 'node:crypto';
import type { Checkpoint } from '../../src/engine/checkpoint.js';
import { discard, throwAway } from '../../src/engine/clean-up.js';
import { sendCover } from '../../src/engine/cover.js';
import { UploadError } from '../../src/engine/error.js';
import type { ImportStatus } from '../../src/engine/import-job.js';
import type { MediaReport, MediaStatus } from '../../src/engine/media.js';
import type { Backend, Metadata, ObjectStore, Ports, StoredPart, Ticket } from '../../src/engine/ports.js';
import { Inheritance } from '../../src/engine/inheritance.js';
import { run } from '../../src/engine/pipeline.js';
import type { RunCode } from '../../src/engine/run-code.js';
import type { Limits, Settings } from '../../src/engine/settings.js';
import type { UploadState } from '../../src/engine/state.js';
import { Uploader } from '../../src/engine/uploader.js';
import { EMOJI } from '../../src/vod/protocol-limits.js';
import { createMemoryCheckpoints } from '../../src/web/memory-checkpoints.js';
import { createVirtualClock } from './virtual-clock.js';
import { withLooks } from './with-looks.js';

export const LIMITS: Limits = {
  extensions: ['mp4', 'mov', 'mkv', 'webm', 'mp3', 'm3u8'],
  audioExtensions: ['mp3'],
  title: 128,
  description: 1024,
  tags: 16,
  tag: 32,
  referenceId: /^[A-Za-z0-9_-]{6,64}$/,
  refused: EMOJI,
  extendBytes: 512,
  fileSize: 10_000 * 5 * 1024 ** 3,
};

/** Without any wait: the time that a real import takes is not the clock's. */
export const RUN: RunCode = { run, discard, throwAway, sendCover, Inheritance };

/** A call on one of the ports; `fail` turns its answer into an error, `hold` keeps it open until released. */
export type Call = { readonly op: string; readonly n?: number; readonly token?: string; readonly key?: string };

interface Bucket {
  readonly parts: Map<number, { bytes: Blob; etag: string }>;
}

export const failing = (code: ConstructorParameters<typeof UploadError>[0], detail = {}): UploadError =>
  new UploadError(code, `test: ${code}`, detail);

/** Ports made of plain memory: a bucket that keeps what it is given, a VOD that plays at once, scripted failures. */
export function createFakePorts(
  options: {
    statuses?: readonly MediaStatus[];
    importStatuses?: readonly ImportStatus[];
    etags?: boolean;
    bytesPerSecond?: number;
    lifetimeMs?: number;
  } = {},
) {
  const time = createVirtualClock();
  const calls: Call[] = [];
  const uploads = new Map<string, Bucket>();
  const objects = new Map<string, Blob>();
  const checkpoints = new Map<string, Checkpoint>();
  const metadata: Metadata[] = [];
  const importStatuses = [...(options.importStatuses ?? ['pending', 'downloading', 'succeeded'])];
  const jobs: { readonly jobId: string; readonly url: string }[] = [];
  const statuses = [...(options.statuses ?? ['transcoding', 'normal'])];
  let faults: { readonly matches: (call: Call) => boolean; readonly act: (call: Call) => Promise<void> | void }[] = [];
  let serial = 0;
  let opened = 0;
  let images = 0;
  let online = true;
  const back = new Set<() => void>();

  const called = async (call: Call): Promise<void> => {
    calls.push(call);
    const fault = faults.find(({ matches }) => matches(call));
    if (fault !== undefined) await fault.act(call);
  };

  const ticket = (key = 'sv/1.mp4'): Ticket => {
    serial += 1;
    return {
      target: { endpoint: 'https://oss-cn-shanghai.aliyuncs.com', bucket: 'b', key, region: 'cn-shanghai' },
      credentials: { accessKeyId: 'STS.test', accessKeySecret: `secret-${serial}`, securityToken: `token-${serial}` },
      lifetimeMs: options.lifetimeMs ?? 3_000_000,
    };
  };

  const backend: Backend = {
    async create(asked, { idempotencyKey }) {
      await called({ op: 'create', key: idempotencyKey });
      metadata.push(asked);
      return { videoId: `video-${metadata.length}`, ticket: ticket() };
    },
    async refresh() {
      await called({ op: 'refresh' });
      return ticket();
    },
    async report(ids): Promise<readonly MediaReport[]> {
      await called({ op: 'report' });
      const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
      return ids.map((id) => ({ id, status, rawStatus: status }));
    },
    async submitImports(requests, { sessionId }) {
      await called({ op: 'submit', n: requests.length, key: sessionId });
      return requests.map(({ url }) => {
        const jobId = `job-${jobs.length + 1}`;
        jobs.push({ jobId, url });
        return { url, jobId };
      });
    },
    async reportImports(jobIds) {
      await called({ op: 'look at imports', n: jobIds.length });
      const status = importStatuses.length > 1 ? importStatuses.shift()! : importStatuses[0]!;
      const done = status === 'succeeded';
      return jobIds.map((jobId) => ({
        jobId,
        status,
        rawStatus: status,
        ...(done && { mediaId: `media-of-${jobId}` }),
      }));
    },
    async findImports(urls) {
      await called({ op: 'find imports', n: urls.length });
      return jobs
        .filter(({ url }) => urls.includes(url))
        .map((job) => ({ ...job, status: 'pending', rawStatus: 'PENDING' }));
    },
    async cancelImports(jobIds) {
      await called({ op: 'cancel imports', n: jobIds.length });
      return jobIds;
    },
    async createImage({ extension }, { idempotencyKey }) {
      await called({ op: 'create image', key: idempotencyKey });
      const key = `image/cover/${(images += 1)}.${extension}`;
      return { imageUrl: `https://example.com/${key}`, ticket: ticket(key) };
    },
    async deleteMedia() {
      await called({ op: 'delete media' });
    },
  };

  const openStore = (credentials: (o: { signal: AbortSignal }) => Promise<{ securityToken: string }>): ObjectStore => {
    const find = (uploadId: string): Bucket => {
      const found = uploads.get(uploadId);
      if (found === undefined) throw failing('upload-gone');
      return found;
    };
    const ask = async (op: string, signal: AbortSignal, n?: number) => {
      const { securityToken: token } = await credentials({ signal });
      signal.throwIfAborted();
      await called({ op, token, ...(n !== undefined && { n }) });
      signal.throwIfAborted();
    };
    return {
      async open(_target, { signal }) {
        await ask('open', signal);
        const uploadId = `upload-${(opened += 1)}`;
        uploads.set(uploadId, { parts: new Map() });
        return uploadId;
      },
      async put(_target, uploadId, { n, blob }, { signal, onSent }) {
        await ask('put', signal, n);
        if (options.bytesPerSecond !== undefined) {
          const half = Math.ceil(blob.size / 2);
          await time.clock.wait((half / options.bytesPerSecond) * 1000, signal);
          onSent(half);
          await time.clock.wait(((blob.size - half) / options.bytesPerSecond) * 1000, signal);
        }
        onSent(blob.size);
        const etag = `"${(await md5Of(blob)).toUpperCase()}"`;
        find(uploadId).parts.set(n, { bytes: blob, etag });
        return options.etags === false ? {} : { etag };
      },
      async list(_target, uploadId, { signal }): Promise<readonly StoredPart[]> {
        await ask('list', signal);
        return [...find(uploadId).parts]
          .sort(([a], [b]) => a - b)
          .map(([n, { bytes, etag }]) => ({ n, size: bytes.size, etag }));
      },
      async seal(target, uploadId, parts, { signal }) {
        await ask('seal', signal);
        const held = find(uploadId).parts;
        if (parts.some(({ n, etag }) => held.get(n)?.etag !== etag)) throw failing('parts-differ');
        objects.set(target.key, new Blob(parts.map(({ n }) => held.get(n)!.bytes)));
        uploads.delete(uploadId);
        return {};
      },
      async look(target, { signal }) {
        await ask('look', signal);
        const object = objects.get(target.key);
        return object === undefined ? { found: 'absent' } : { found: 'present', size: object.size };
      },
      async discard(_target, uploadId, { signal }) {
        await ask('discard', signal);
        uploads.delete(uploadId);
      },
      async write(target, { blob }, { signal, onSent }) {
        await ask('write', signal);
        onSent(blob.size);
        objects.set(target.key, blob);
        return { etag: `"${(await md5Of(blob)).toUpperCase()}"` };
      },
    };
  };

  const ports: Ports = withLooks({
    loadRun: async () => RUN,
    backend,
    openStore,
    clock: time.clock,
    hasher: { md5: async (blob) => Buffer.from(await md5Of(blob), 'hex').toString('base64'), close: () => undefined },
    lock: async () => () => undefined,
    locked: async () => new Set<string>(),
    random: () => 0.5,
    newId: () => `id-${(serial += 1)}`,
    network: {
      online: () => online,
      whenOnline: (signal) =>
        new Promise((resolve, reject) => {
          back.add(resolve);
          signal.addEventListener('abort', () => (back.delete(resolve), reject(signal.reason as Error)), {
            once: true,
          });
        }),
    },
    checkpoints: createMemoryCheckpoints(checkpoints),
  });

  return {
    ports,
    time,
    calls,
    uploads,
    objects,
    checkpoints,
    metadata,
    ops: () => calls.map(({ op, n }) => (n === undefined ? op : `${op} ${n}`)),
    count: (op: string) => calls.filter((call) => call.op === op).length,
    /** Every matching call fails with `error`, `times` times. */
    fail(matches: (call: Call) => boolean, error: UploadError, times = Infinity) {
      let left = times;
      faults.push({
        matches: (call) => left > 0 && matches(call),
        act: () => {
          left -= 1;
          throw error;
        },
      });
    },
    /** Matching calls stay open until the function that comes back is called. */
    hold(matches: (call: Call) => boolean): () => void {
      let release = () => {};
      const gate = new Promise<void>((resolve) => (release = resolve));
      faults.push({ matches, act: () => gate });
      return release;
    },
    heal() {
      faults = [];
    },
    set online(value: boolean) {
      online = value;
      if (value) for (const tell of back) tell();
    },
  };
}

export type FakePorts = ReturnType<typeof createFakePorts>;

/** An uploader over fake ports, with the phases that each upload went through. */
export function createTestUploader(fake: FakePorts, settings: Partial<Settings> = {}) {
  const uploader = new Uploader(fake.ports, LIMITS, { partSize: 102_400, ...settings });
  const seen: UploadState[] = [];
  const signal = new AbortController().signal;
  uploader.observe((after) => seen.push(after), { signal });
  return {
    uploader,
    seen,
    phases: () => seen.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1]),
    first: () => uploader.state.uploads[0]!,
    phase: () => uploader.state.uploads[0]?.phase,
  };
}

export function fileOf(size: number, name = 'clip.mp4', type = 'video/mp4'): File {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + (i >> 8)) % 251;
  return new File([bytes], name, { type, lastModified: 1 });
}

const md5Of = async (blob: Blob): Promise<string> =>
  createHash('md5')
    .update(new Uint8Array(await blob.arrayBuffer()))
    .digest('hex');

/** SHA-256 of what is in there. */
export const digestOf = async (blob: Blob): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())).toString('hex');

import type { CreateUploadVideoRequest } from '../vod/protocol.js';
import type { VodClient } from './client.js';
import type { IdempotencyStore, RememberedCreate } from './idempotency.js';
import { Refusal } from './refusal.js';

interface CreateJob {
  readonly client: VodClient;
  /** Absent: nothing is remembered. */
  readonly key: string | undefined;
  readonly request: CreateUploadVideoRequest;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  /** May be asynchronous. */
  record(videoId: string): unknown;
}

/** Creates medias; the same question under the same key, also at the same time, makes one. Resolves to the reply as JSON. */
export function createOnce(store: IdempotencyStore | undefined): (job: CreateJob) => Promise<string> {
  const underway = new Map<string, { fingerprint: string; reply: Promise<string> }>();

  return (job) => {
    const { key } = job;
    if (!store || key === undefined) return perform(job);
    const fingerprint = JSON.stringify(Object.entries(job.params).sort(([a], [b]) => (a < b ? -1 : 1)));
    const current = underway.get(key);
    if (current) return current.fingerprint === fingerprint ? current.reply : Promise.reject(reused());
    const reply = remembered(store, key, fingerprint, job).finally(() => underway.delete(key));
    underway.set(key, { fingerprint, reply });
    return reply;
  };
}

async function remembered(store: IdempotencyStore, key: string, fingerprint: string, job: CreateJob): Promise<string> {
  const known = await store.get(key);
  if (known && known.fingerprint !== fingerprint) throw reused();
  let entry: RememberedCreate = known ?? { fingerprint, reply: await ask(job), recorded: false };
  if (!known) await store.set(key, entry);
  if (entry.recorded) return entry.reply;
  // After remembering: a record that fails must not cost a second media when the page tries again.
  await job.record(videoIdOf(entry.reply));
  entry = { ...entry, recorded: true };
  await store.set(key, entry);
  return entry.reply;
}

async function perform(job: CreateJob): Promise<string> {
  const reply = await ask(job);
  await job.record(videoIdOf(reply));
  return reply;
}

const ask = async ({ client, params }: CreateJob): Promise<string> =>
  JSON.stringify(await client.call('vod', 'CreateUploadVideo', params));

function videoIdOf(reply: string): string {
  const { VideoId, videoId } = JSON.parse(reply) as { VideoId?: unknown; videoId?: unknown };
  const id = VideoId ?? videoId;
  if (typeof id !== 'string' || id === '') throw new Error('CreateUploadVideo was answered without a VideoId');
  return id;
}

const reused = (): Refusal =>
  new Refusal(422, 'IdempotencyKeyReused', 'This Idempotency-Key was used for another request.');

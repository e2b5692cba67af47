import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Action } from '../vod/protocol.js';
import type { Params, VodClient } from './client.js';
import type { IdempotencyStore, RememberedCreate } from './idempotency.js';
import { serviceOf } from './looking.js';
import { Refusal } from './refusal.js';

interface CreateJob {
  readonly client: VodClient;
  readonly action: Action;
  /** Absent: nothing is remembered. */
  readonly key: string | undefined;
  readonly params: Params;
  /** Throws where the reply lacks what it must have. May be asynchronous. */
  record(reply: Readonly<Record<string, unknown>>): unknown;
}

/**
 * Asks for what creates something; the same question under the same key, also at the same time, creates it once. Resolves
 * to the reply as JSON.
 */
export function createOnce(store: IdempotencyStore | undefined): (job: CreateJob) => Promise<string> {
  const underway = new Map<string, { fingerprint: string; reply: Promise<string> }>();

  return (job) => {
    const { key } = job;
    if (!store || key === undefined) return perform(job);
    const fingerprint = fingerprintOf(job);
    const current = underway.get(key);
    if (current) return current.fingerprint === fingerprint ? current.reply : Promise.reject(reused());
    const reply = remembered(store, key, fingerprint, job).finally(() => underway.delete(key));
    underway.set(key, { fingerprint, reply });
    return reply;
  };
}

/** Says no more than whether it is the same: what is asked may be long, and has addresses in it that may be signed. */
function fingerprintOf({ action, params }: CreateJob): string {
  const asked = JSON.stringify([action, ...Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return bytesToHex(sha256(new TextEncoder().encode(asked)));
}

async function remembered(store: IdempotencyStore, key: string, fingerprint: string, job: CreateJob): Promise<string> {
  const known = await store.get(key);
  if (known && known.fingerprint !== fingerprint) throw reused();
  let entry: RememberedCreate = known ?? { fingerprint, reply: await ask(job), recorded: false };
  if (!known) await store.set(key, entry);
  if (entry.recorded) return entry.reply;
  // After remembering: a record that fails must not cost a second media when the page tries again.
  await job.record(parsed(entry.reply));
  entry = { ...entry, recorded: true };
  await store.set(key, entry);
  return entry.reply;
}

async function perform(job: CreateJob): Promise<string> {
  const reply = await ask(job);
  await job.record(parsed(reply));
  return reply;
}

async function ask({ client, action, params }: CreateJob): Promise<string> {
  const { service, name } = serviceOf(action);
  return JSON.stringify(await client.call(service, name, params));
}

const parsed = (reply: string): Record<string, unknown> => JSON.parse(reply) as Record<string, unknown>;

const reused = (): Refusal =>
  new Refusal(422, 'IdempotencyKeyReused', 'This Idempotency-Key was used for another request.');

import { stopped, untilAborted } from './abort.js';
import { authorize, NEVER, rethrowAsCutOff, ticketsFor } from './authorize.js';
import { lockName } from './checkpoint.js';
import { UploadError } from './error.js';
import type { Emit, Job } from './job.js';
import { findFile } from './find-file.js';
import { Lanes } from './lanes.js';
import type { Metadata } from './ports.js';
import { recover } from './recover.js';
import { backOffMs, rest } from './retry.js';
import { seal, verify } from './seal.js';
import { sendParts } from './send-parts.js';
import type { Limits } from './settings.js';
import type { Phase } from './state.js';
import { call, PATIENCE_MS, watched, type Session } from './storage-call.js';
import { buildMetadata } from './validate.js';
import { watch } from './watch.js';

/** Parts that differ are sent again and the seal is repeated this often. */
const MOST_SEALS = 3;
/** "No such upload" makes one run begin again, with the same VideoId, this often. */
const MOST_START_OVERS = 3;

interface Run {
  readonly job: Job;
  readonly limits: Limits;
  /** The phase to go on from: `selected`, `queued` or `processing`. */
  readonly from: Phase;
  /** Go on after validation without being told. */
  readonly auto: boolean;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/**
 * One attempt at an upload, from `from` to its end. Resolves when there is nothing left to do, rejects with an
 * `UploadError`, or with the signal's reason when it was aborted; aborting it at any moment loses nothing.
 */
export async function run({ job, limits, from, auto, emit, signal }: Run): Promise<void> {
  const lanes = new Lanes(emit);
  if (from !== 'processing') {
    if (from === 'selected') {
      job.metadata = await validate(job, limits, signal);
      emit({ type: 'validated', title: job.metadata.title });
      if (!auto) return;
      emit({ type: 'start' });
    }
    await send({ job, lanes, emit, signal });
    emit({ type: 'processing' });
  }
  await watch(job, lanes, emit, signal);
  await job.forget();
}

/** What the person, the page and the file say about it, checked before any request. */
async function validate(job: Job, limits: Limits, signal: AbortSignal): Promise<Metadata> {
  const { metadata, validate: check } = job.settings();
  const { name } = job.file;
  const refusal = await Promise.resolve(job.file)
    .then(check)
    .catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)));
  signal.throwIfAborted();
  if (typeof refusal === 'string' && refusal !== '') {
    throw new UploadError('file-refused', refusal, { values: { name, reason: refusal } });
  }
  try {
    const input = typeof metadata === 'function' ? await metadata(job.file) : metadata;
    signal.throwIfAborted();
    return buildMetadata(job.file, input, limits);
  } catch (thrown) {
    if (thrown instanceof UploadError || signal.aborted) throw thrown;
    const said = `The page's metadata function failed: ${String(thrown)}`;
    throw new UploadError('metadata-failed', said, {}, { cause: thrown });
  }
}

/** From the queue to the sealed and verified object. */
async function send({ job, lanes, emit, signal }: Pick<Session, 'job' | 'lanes' | 'emit' | 'signal'>): Promise<void> {
  await findFile(job, lanes, signal);
  const unlock = await alone(job, lanes, signal);
  const release = await job.slot(signal).catch((thrown: unknown) => {
    unlock();
    throw thrown;
  });
  // A renewal ahead of time must not outlive what it is for.
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  try {
    await authorize(job, lanes, emit, both);
    const tickets = ticketsFor(job, both);
    const session = { job, store: job.ports.openStore(tickets.fresh), tickets, lanes, emit, signal: both };
    await sendFile(session);
    emit({ type: 'sealed' });
    release();
    await verify(session);
    emit({ type: 'verified' });
  } finally {
    release();
    unlock();
    own.abort(stopped('The file was sent'));
  }
}

/** No other tab works on this upload: two writers on one multipart upload would spoil it. */
async function alone(job: Job, lanes: Lanes, signal: AbortSignal): Promise<() => void> {
  const lane = lanes.enter();
  try {
    const name = lockName(job.settings().scope, job.checkpoint?.fingerprint ?? job.file);
    return await job.ports.lock(name, { signal, busy: () => lane.hold('other-tab') });
  } finally {
    lane.leave();
  }
}

async function sendFile(session: Session): Promise<void> {
  const { job, emit, signal } = session;
  for (let round = 0; ; round += 1) {
    try {
      emit({ type: 'authorized' });
      if (job.checkpoint!.uploadId === undefined) await open(session);
      else if (job.inherited && (await recover(session)) === 'sealed') return emit({ type: 'uploading' });
      job.inherited = false;
      emit({ type: 'uploading' });
      return await sendAndSeal(session);
    } catch (thrown) {
      signal.throwIfAborted();
      if (UploadError.from(thrown).code !== 'upload-gone' || round >= MOST_START_OVERS) throw thrown;
      // The bucket has nothing of it any more: the same VideoId, a new multipart upload, from the first byte.
      await job.save({ uploadId: undefined, parts: [], sealSent: false });
      signal.throwIfAborted();
      emit({ type: 'start-over' });
      if (round > 0) await rest(backOffMs(round, job.ports.random), { job, signal });
    }
  }
}

/** Not with the run's signal: an open that was sent must be known, so that it can be gone on with or thrown away. */
async function open(session: Session): Promise<void> {
  const { job, store } = session;
  const { target } = job.checkpoint!;
  const contentType = job.file.type || 'application/octet-stream';
  const create = async () => {
    const uploadId = await watched((signal) => store.open(target, { contentType, signal }), {
      clock: job.ports.clock,
      signal: NEVER,
      patienceMs: () => PATIENCE_MS,
    });
    await job.save({ uploadId, parts: [], sealSent: false });
  };
  const shared = (signal: AbortSignal) =>
    untilAborted(
      job.once('open', create).catch((thrown: unknown) => rethrowAsCutOff(thrown, 'InitiateMultipartUpload')),
      signal,
    );
  // It ends by itself; who waits for it is a little more patient.
  await call(session, shared, PATIENCE_MS * 2);
}

async function sendAndSeal(session: Session): Promise<void> {
  for (let seals = 1; ; seals += 1) {
    await sendParts(session);
    if ((await seal(session)) === 'sealed') return;
    if (seals >= MOST_SEALS) {
      throw new UploadError('parts-differ', 'OSS and this page disagree about the parts', {
        operation: 'CompleteMultipartUpload',
      });
    }
  }
}

import { NEVER, stopped } from './abort.js';
import { untilAborted } from './until-aborted.js';
import type { Attempt } from './attempt.js';
import { authorize, rethrowAsCutOff, ticketsFor } from './authorize.js';
import { claim } from './claim.js';
import { UploadError } from './error.js';
import { inspect } from './inspect.js';
import type { Emit, Job } from './job.js';
import { Lanes } from './lanes.js';
import { recover } from './recover.js';
import { seal, verify, wasSealed } from './seal.js';
import { sendParts } from './send-parts.js';
import { call, PATIENCE_MS, watched, type Session } from './storage-call.js';
import { tellTabs } from './tell-tabs.js';
import { hear, metadataOf, validate } from './telling.js';
import { watch } from './watch.js';

/** Parts that differ are sent again and the seal is repeated this often. */
const MOST_SEALS = 2;
/** A multipart upload that is gone from the bucket is begun again, with the same VideoId, this often. */
const MOST_START_OVERS = 1;

interface Run extends Attempt {
  readonly job: Job;
}

/**
 * One attempt at an upload, from `from` to its end. Resolves when there is nothing left to do, rejects with an
 * `UploadError`, or with the signal's reason when it was aborted; aborting it at any moment loses nothing.
 */
export async function run({ job, limits, from, auto, state, emit, signal }: Run): Promise<void> {
  const lanes = new Lanes(emit);
  if (from !== 'processing') {
    if (from === 'selected') {
      await inspect({ job, emit, signal });
      emit({ type: 'validated', ...(await validate({ job, limits, state, emit, signal })) });
      if (!auto) return;
      emit({ type: 'start' });
    }
    if ((await send({ job, limits, lanes, state, emit, signal })) === 'canceled') return emit({ type: 'cancel' });
    emit({ type: 'processing' });
  }
  await watch(job, job.checkpoint!.videoId, lanes, emit, signal).catch(async (thrown: unknown) => {
    // VOD's verdict is final: the same file is a new upload from here on.
    if (!signal.aborted) await job.unstore();
    throw thrown;
  });
  // Not before those who waited while it was sent have read how it ended.
  const release = await job.hold.take({ signal, busy: () => undefined });
  void job.forget();
  release();
}

type Sending = Pick<Run, 'job' | 'limits' | 'state' | 'emit' | 'signal'> & { readonly lanes: Lanes };

/** From the queue to the sealed and verified object, unless another tab got there first. */
async function send({ job, limits, lanes, state, emit, signal }: Sending): Promise<'sent' | 'canceled'> {
  const { standing, release } = await claim({ job, lanes, emit, signal });
  try {
    if (standing === 'canceled') return 'canceled';
    if (standing === 'open') await sendAlone({ job, limits, lanes, state, emit, signal });
    else {
      emit({ type: 'sealed' });
      emit({ type: 'verified' });
    }
    return 'sent';
  } finally {
    release();
  }
}

/** While no other tab works on this upload: two writers on one multipart upload would spoil it. */
async function sendAlone({ job, limits, lanes, state, emit: dispatch, signal }: Sending): Promise<void> {
  // Neither a renewal ahead of time nor a voice must outlive what it is for.
  const own = new AbortController();
  const both = AbortSignal.any([signal, own.signal]);
  // Until its last word: a pause and a cancel are told after the run was aborted.
  const voice = tellTabs(job, state, own.signal);
  const emit: Emit = (event) => {
    dispatch(event);
    voice.tell();
  };
  const sent = async (): Promise<Session> => {
    // Another tab has canceled it and takes its media back.
    if (job.checkpoint?.outcome === 'canceled') job.disown();
    // An earlier page's upload that another tab ended: only now is it new here.
    const telling = { job, limits, state, emit, signal: both };
    if (job.checkpoint === undefined) await hear(telling);
    await authorize({ job, metadata: () => metadataOf(telling), lanes, emit, signal: both });
    const tickets = ticketsFor(job, both);
    const session = { job, store: job.ports.openStore(tickets.fresh), tickets, lanes, emit, signal: both };
    await sendFile(session);
    return session;
  };
  let release: (() => void) | undefined;
  let how: 'failed' | undefined;
  try {
    release = await job.slot(signal);
    const session = await sent().catch(async (thrown: unknown) => {
      if (signal.aborted || UploadError.from(thrown).code !== 'media-missing') throw thrown;
      // VOD has thrown the media away meanwhile, and what was sent with it: another one, once.
      await hear({ job, limits, state, emit, signal });
      await job.forget();
      job.createAnswered();
      emit({ type: 'start-over' });
      return sent();
    });
    emit({ type: 'sealed' });
    void job.save({ outcome: 'sealed' });
    release();
    await verify(session);
    emit({ type: 'verified' });
  } catch (thrown) {
    if (!signal.aborted) {
      how = 'failed';
      if (UploadError.from(thrown).code === 'integrity') void job.spend();
    }
    throw thrown;
  } finally {
    release?.();
    voice.last(how);
    own.abort(stopped('The file was sent'));
  }
}

async function sendFile(session: Session): Promise<void> {
  const { job, emit, signal } = session;
  for (let round = 0; ; round += 1) {
    try {
      emit({ type: 'authorized' });
      if (job.inherited && (await recover(session)) === 'sealed') return emit({ type: 'uploading' });
      if (job.checkpoint!.uploadId === undefined) await open(session);
      job.inherited = false;
      emit({ type: 'uploading' });
      return await sendAndSeal(session);
    } catch (thrown) {
      signal.throwIfAborted();
      if (UploadError.from(thrown).code !== 'upload-gone') throw thrown;
      // It may be gone because it was completed, here or in another tab; `recover` has looked by itself.
      if (!job.inherited && (await wasSealed(session))) return;
      if (round >= MOST_START_OVERS) throw thrown;
      // The bucket has nothing of it any more: the same VideoId, a new multipart upload, from the first byte.
      job.inherited = false;
      await job.save({ uploadId: undefined, parts: [], sealSent: false });
      signal.throwIfAborted();
      emit({ type: 'start-over' });
    }
  }
}

/** Not with the run's signal: an open that was sent must be known, so that it can be gone on with or thrown away. */
async function open(session: Session): Promise<void> {
  const { job, store } = session;
  const { target } = job.checkpoint!;
  const contentType = job.file.type || 'application/octet-stream';
  const create = async () => {
    // Whoever waited for it may have given up before it was answered.
    if (job.checkpoint!.uploadId !== undefined) return;
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

import { authorize, ticketsFor } from './authorize.js';
import { UploadError } from './error.js';
import type { Emit, Job } from './job.js';
import { Lanes } from './lanes.js';
import type { Metadata } from './ports.js';
import { call, seal, verify } from './seal.js';
import { sendParts } from './send-parts.js';
import type { Limits } from './settings.js';
import type { Phase } from './state.js';
import { buildMetadata } from './validate.js';
import { watch } from './watch.js';

/** Parts that differ are sent again and the seal is repeated this often. */
const MOST_SEALS = 3;
const NEVER = new AbortController().signal;

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
  if (from === 'processing') return watch(job, lanes, emit, signal);

  if (from === 'selected') {
    job.metadata = await validate(job, limits, signal);
    emit({ type: 'validated', title: job.metadata.title });
    if (!auto) return;
    emit({ type: 'start' });
  }
  const release = await job.slot(signal);
  try {
    await send(job, lanes, emit, signal);
  } finally {
    release();
  }
  emit({ type: 'processing' });
  await watch(job, lanes, emit, signal);
  await job.forget();
}

/** What the person, the page and the file say about it, checked before any request. */
async function validate(job: Job, limits: Limits, signal: AbortSignal): Promise<Metadata> {
  const { metadata, validate: check } = job.settings();
  const refusal = await check?.(job.file);
  signal.throwIfAborted();
  if (typeof refusal === 'string' && refusal !== '') {
    throw new UploadError('file-refused', refusal, { values: { name: job.file.name, reason: refusal } });
  }
  try {
    const input = typeof metadata === 'function' ? await metadata(job.file) : metadata;
    signal.throwIfAborted();
    return buildMetadata(job.file, input, limits);
  } catch (thrown) {
    if (thrown instanceof UploadError || signal.aborted) throw thrown;
    throw new UploadError(
      'metadata-failed',
      `The page's metadata function failed: ${String(thrown)}`,
      {},
      { cause: thrown },
    );
  }
}

async function send(job: Job, lanes: Lanes, emit: Emit, signal: AbortSignal): Promise<void> {
  const { target } = await authorize(job, lanes, emit, signal);
  const tickets = ticketsFor(job, lanes, signal);
  const store = job.ports.openStore(tickets.fresh);
  const sending = { job, store, tickets, lanes, emit, signal };
  emit({ type: 'authorized' });

  if (job.checkpoint!.uploadId === undefined) {
    const contentType = job.file.type || 'application/octet-stream';
    // Not the run's signal: an open that was sent must be known, so that it can be gone on with or thrown away.
    await call(
      () =>
        job.once('open', async () => {
          const uploadId = await store.open(target, { contentType, signal: NEVER });
          await job.save({ uploadId, parts: [], sealSent: false });
        }),
      sending,
    );
    signal.throwIfAborted();
  }
  emit({ type: 'uploading' });

  for (let seals = 1; ; seals += 1) {
    await sendParts(sending);
    if ((await seal(sending)) === 'sealed') break;
    if (seals >= MOST_SEALS)
      throw new UploadError('parts-differ', 'OSS and this page disagree about the parts', {
        operation: 'CompleteMultipartUpload',
      });
  }
  emit({ type: 'sealed' });
  await verify(sending);
  emit({ type: 'verified' });
}

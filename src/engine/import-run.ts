import { stopped } from './abort.js';
import { untilAborted } from './until-aborted.js';
import type { Attempt } from './attempt.js';
import { byUrl, coverSent } from './cover.js';
import type { UploadError } from './error.js';
import { importFailure } from './import-failure.js';
import { isImportOver, type ImportMetadata, type ImportReceipt, type ImportReport } from './import-job.js';
import { importMetadata, pageOf } from './import-metadata.js';
import type { ImportTask } from './import-task.js';
import type { Emit } from './job.js';
import { Lanes } from './lanes.js';
import { saidOf } from './metadata-faults.js';
import { TELLS_NOTHING } from './poller.js';
import type { Limits, WithCover } from './settings.js';
import type { UploadState } from './state.js';
import { watch } from './watch.js';

interface ImportRun extends Attempt {
  readonly task: ImportTask;
}

/** One attempt at an import: the machine of an upload, entered where the bytes have a way of their own. */
export async function runImport({ task, limits, from, auto, state, emit, signal }: ImportRun): Promise<void> {
  const lanes = new Lanes(emit);
  if (from === 'selected') {
    validate(task, state, limits, emit);
    if (!auto) return;
    emit({ type: 'start' });
  }
  if (task.record === undefined)
    await submit(task, () => importMetadata(task.source!, saidOf(state()), limits), lanes, signal);
  const { jobId } = task.record!;
  if (from !== 'processing') {
    emit({ type: 'job', job: { jobId } });
    if (from !== 'authorized') emit({ type: 'authorized' });
    const videoId = await arrived(task, lanes, emit, signal);
    emit({ type: 'created', videoId });
    await task.save({ ...task.record!, videoId });
    emit({ type: 'processing' });
  }
  await watch(task, task.record!.videoId!, lanes, emit, signal);
  void task.forget();
}

/** Checks what is said of it. A job that VOD has already, and could not be looked at, is not begun anew. */
function validate(task: ImportTask, state: () => UploadState, limits: Limits, emit: Emit): void {
  const { source, record, settings } = task;
  if (record !== undefined) return emit({ type: 'validated', title: record.title ?? record.name });
  emit({ type: 'describe', described: { page: Object.freeze(pageOf(source!, settings())) } });
  emit({ type: 'validated', title: importMetadata(source!, saidOf(state()), limits).title });
}

async function submit(
  task: ImportTask,
  words: () => ImportMetadata & WithCover,
  lanes: Lanes,
  signal: AbortSignal,
): Promise<void> {
  const { source, desk, ports, settings, name } = task;
  const lane = lanes.enter();
  const ask = async (): Promise<ImportReceipt> => {
    const metadata = byUrl(words(), ports.backend);
    const receipt = await desk.submit({ url: source!.url, metadata }, lane);
    const { jobId, mediaId } = receipt;
    await task.save({
      v: 3,
      kind: 'import',
      scope: settings().scope,
      name,
      title: metadata.title,
      jobId,
      ...(mediaId !== undefined && { videoId: mediaId }),
      createdAt: desk.stamp(),
    });
    return receipt;
  };
  try {
    if (!task.isTaken) await coverSent(words, { job: task, lane, signal });
    await untilAborted(task.submit(ask), signal);
  } finally {
    lane.leave();
  }
}

/** VOD may not know a job for a moment after it has taken it on. */
const MISSING_MS = 60_000;
const isNew = ({ record, ports }: ImportTask): boolean => ports.clock.now() - record!.createdAt < MISSING_MS;

/** Resolves to the media when the file has arrived at VOD. */
async function arrived(task: ImportTask, lanes: Lanes, emit: Emit, signal: AbortSignal): Promise<string> {
  const lane = lanes.enter();
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  try {
    const { imports } = await task.ports.looks();
    return await new Promise<string>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal });
      signal.throwIfAborted();
      task.onNudge(() => imports.nudge(), both);
      const saw = (report: ImportReport): void => {
        const { status, rawStatus, size, mediaId = task.record?.videoId } = report;
        emit({ type: 'job', job: { status, rawStatus, report }, ...(size !== undefined && { size }) });
        const hasArrived = status === 'succeeded' || status === 'uploaded';
        if (hasArrived && mediaId !== undefined) resolve(mediaId);
        else if (isImportOver(report) || (status === 'missing' && !isNew(task))) reject(importFailure(report, task));
      };
      const waits = (reason?: Parameters<typeof lane.hold>[0]): void =>
        reason === undefined ? lane.proceed() : lane.hold(reason);
      const failed = (error: UploadError): void => {
        // A backend that imports and cannot tell how that goes: where the media is known, it is looked at instead.
        const videoId = task.record?.videoId;
        if (TELLS_NOTHING.includes(error.code) && videoId !== undefined) resolve(videoId);
        else reject(error);
      };
      const following = { pace: task.settings(), signal: both, afresh: true };
      imports.follow(task.record!.jobId, { saw, waits, failed }, following);
    });
  } finally {
    over.abort(stopped('It is known what became of it'));
    lane.leave();
  }
}

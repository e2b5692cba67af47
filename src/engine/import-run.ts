import { untilAborted, stopped } from './abort.js';
import { UploadError } from './error.js';
import { isImportOver, type ImportMetadata, type ImportReceipt, type ImportReport } from './import-job.js';
import type { ImportTask } from './import-task.js';
import type { Emit } from './job.js';
import { Lanes } from './lanes.js';
import { buildWritten } from './metadata.js';
import { titleFrom } from './names.js';
import type { Phase } from './phases.js';
import { TELLS_NOTHING } from './poller.js';
import type { Limits } from './settings.js';
import { watch } from './watch.js';

interface ImportRun {
  readonly task: ImportTask;
  readonly limits: Limits;
  /** `selected`, `queued`, `authorized` or `processing`. */
  readonly from: Phase;
  /** Go on after validation without being told. */
  readonly auto: boolean;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** One attempt at an import: the machine of an upload, entered where the bytes have a way of their own. */
export async function runImport({ task, limits, from, auto, emit, signal }: ImportRun): Promise<void> {
  const lanes = new Lanes(emit);
  if (from === 'selected') {
    task.metadata = validate(task, limits);
    emit({ type: 'validated', title: task.metadata.title });
    if (!auto) return;
    emit({ type: 'start' });
  }
  if (task.record === undefined) await submit(task, lanes, signal);
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

/** What the page and the person say about it. */
function validate({ source, name, settings }: ImportTask, limits: Limits): ImportMetadata {
  const { metadata } = settings();
  // A function wants a file, and there is none here.
  const common = typeof metadata === 'function' ? {} : metadata;
  const written = buildWritten({ ...common, ...source!.metadata }, limits);
  return {
    ...written,
    title: written.title ?? titleFrom(name, limits.title, limits.refused),
    ...(name.toLowerCase().endsWith(`.${source!.extension}`) ? {} : { fileExtension: source!.extension }),
  };
}

async function submit(task: ImportTask, lanes: Lanes, signal: AbortSignal): Promise<void> {
  const { source, desk, ports, settings, name } = task;
  const metadata = task.metadata!;
  const lane = lanes.enter();
  const ask = async (): Promise<ImportReceipt> => {
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
      createdAt: ports.clock.now(),
    });
    return receipt;
  };
  await untilAborted(task.submit(ask), signal).finally(() => lane.leave());
}

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
        emit({ type: 'job', job: { status, rawStatus }, ...(size !== undefined && { size }) });
        if (!isImportOver(report)) return;
        if ((status === 'succeeded' || status === 'uploaded') && mediaId !== undefined) resolve(mediaId);
        else reject(failure(report));
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

/** In the service's own words, which name what is wrong with the URL. */
function failure({ status, rawStatus, errorCode, errorMessage }: ImportReport): UploadError {
  // They may repeat it, and it may be signed.
  const reason = errorMessage?.replace(/(https?:\/\/[^\s?#]*)[?#]\S*/gi, '$1') ?? '';
  return new UploadError(
    'import-failed',
    `The import ended with ${rawStatus || status}: ${errorCode ?? ''} ${reason}`,
    {
      operation: 'GetURLUploadInfos',
      ...(errorCode !== undefined && { serviceCode: errorCode }),
      values: { status, reason },
    },
  );
}

import { stopped } from './abort.js';
import { UploadError, type ErrorCode } from './error.js';
import type { Emit, Job } from './job.js';
import type { Lanes } from './lanes.js';
import type { MediaReport, MediaStatus } from './media.js';
import { TELLS_NOTHING } from './poller.js';

/** `UploadSucc` that has not moved for this long is final: no transcoding is configured. */
const SETTLED_MS = 10 * 60_000;
/** VOD may not know a media for a moment after it was created. */
const MISSING_MS = 60_000;

const FAILURES: Partial<Record<MediaStatus, ErrorCode>> = {
  'upload-failed': 'upload-failed',
  'transcode-failed': 'transcode-failed',
  'produce-failed': 'transcode-failed',
  blocked: 'media-blocked',
  forbidden: 'media-forbidden',
};

/** Whoever watches a media: an upload, an import. */
type Watcher = Pick<Job, 'ports' | 'settings' | 'onNudge'>;

/** Looks at the media, ever more rarely, until it plays, fails, or stands still for good. */
export async function watch(
  job: Watcher,
  videoId: string,
  lanes: Lanes,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  const { clock, looks } = job.ports;
  const lane = lanes.enter();
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  let since = clock.monotonic();
  let last: MediaReport | undefined;
  try {
    const { medias } = await looks();
    const playable = await new Promise<boolean>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal });
      signal.throwIfAborted();
      job.onNudge(() => medias.nudge(), both);
      const saw = (report: MediaReport): void => {
        if (report.status !== last?.status || report.rawStatus !== last.rawStatus) since = clock.monotonic();
        last = report;
        emit({ type: 'report', report });
        const end = ending(report, clock.monotonic() - since, job.settings().noTranscode);
        if (end instanceof UploadError) reject(end);
        else if (end !== undefined) resolve(end === 'playable');
      };
      const waits = (reason?: Parameters<typeof lane.hold>[0]): void =>
        reason === undefined ? lane.proceed() : lane.hold(reason);
      // This backend cannot tell, or does not tell us: the bytes are safe all the same.
      const failed = (error: UploadError): void =>
        TELLS_NOTHING.includes(error.code) ? resolve(false) : reject(error);
      medias.follow(videoId, { saw, waits, failed }, { pace: job.settings(), signal: both });
    });
    lane.proceed();
    emit({ type: 'ready', playable });
  } finally {
    over.abort(stopped('It is known what became of it'));
    lane.leave();
  }
}

function ending(
  report: MediaReport,
  unmovedMs: number,
  noTranscode: boolean,
): 'playable' | 'settled' | UploadError | undefined {
  const { status, rawStatus } = report;
  if (status === 'normal') return 'playable';
  if (status === 'uploaded' && (noTranscode || unmovedMs >= SETTLED_MS)) {
    return report.media?.streams.length ? 'playable' : 'settled';
  }
  if (status === 'missing' && unmovedMs < MISSING_MS) return undefined;
  const code = status === 'missing' ? 'media-missing' : FAILURES[status];
  return (
    code &&
    new UploadError(code, `VOD says ${rawStatus || status}`, { operation: 'GetUploadDetails', serviceCode: rawStatus })
  );
}

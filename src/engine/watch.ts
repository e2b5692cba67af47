import { stopped } from './abort.js';
import { UploadError, type ErrorCode } from './error.js';
import type { Emit, Job } from './job.js';
import type { Lanes } from './lanes.js';
import type { MediaReport, MediaStatus } from './media.js';
import { TELLS_NOTHING } from './poller.js';
import { isSettled } from './sights.js';

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
  const { looks } = job.ports;
  const lane = lanes.enter();
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  try {
    const { medias } = await looks();
    const playable = await new Promise<boolean>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal });
      signal.throwIfAborted();
      job.onNudge(() => medias.nudge(), both);
      const saw = (report: MediaReport, unmovedMs: number): void => {
        emit({ type: 'report', report });
        const end = ending(report, unmovedMs, job.settings().noTranscode);
        if (end instanceof UploadError) reject(end);
        else if (end !== undefined) resolve(end === 'playable');
      };
      const waits = (reason?: Parameters<typeof lane.hold>[0]): void =>
        reason === undefined ? lane.proceed() : lane.hold(reason);
      // This backend cannot tell, or does not tell us: the bytes are safe all the same.
      const failed = (error: UploadError): void =>
        TELLS_NOTHING.includes(error.code) ? resolve(false) : reject(error);
      medias.follow(videoId, { saw, waits, failed }, { pace: job.settings(), signal: both, afresh: true });
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
  if (status === 'uploaded' && (noTranscode || isSettled(report, unmovedMs))) {
    return report.media?.streams.length ? 'playable' : 'settled';
  }
  if (status === 'missing' && !isSettled(report, unmovedMs)) return undefined;
  const code = status === 'missing' ? 'media-missing' : FAILURES[status];
  return (
    code &&
    new UploadError(code, `VOD says ${rawStatus || status}`, { operation: 'GetUploadDetails', serviceCode: rawStatus })
  );
}

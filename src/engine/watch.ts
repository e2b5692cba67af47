import { UploadError, type ErrorCode } from './error.js';
import type { Emit, Job } from './job.js';
import type { Lanes } from './lanes.js';
import type { MediaReport, MediaStatus } from './media.js';
import { rest } from './rest.js';
import { persist } from './retry.js';

/** `UploadSucc` that has not moved for this long is final: no transcoding is configured. */
const SETTLED_MS = 10 * 60_000;
/** VOD may not know a media for a moment after it was created. */
const MISSING_MS = 60_000;
const GROWTH = 1.5;

export const TELLS_NOTHING: readonly ErrorCode[] = ['backend-unsupported', 'backend-refused'];

const FAILURES: Partial<Record<MediaStatus, ErrorCode>> = {
  'upload-failed': 'upload-failed',
  'transcode-failed': 'transcode-failed',
  'produce-failed': 'transcode-failed',
  blocked: 'media-blocked',
  forbidden: 'media-forbidden',
};

/** Looks at the media, ever more rarely, until it plays, fails, or stands still for good. */
export async function watch(job: Job, lanes: Lanes, emit: Emit, signal: AbortSignal): Promise<void> {
  const { clock, backend, random } = job.ports;
  const videoId = job.checkpoint!.videoId;
  const [firstMs, longestMs] = job.settings().pollMs;
  let pause = firstMs;
  let since = clock.monotonic();
  let last: MediaReport | undefined;
  for (;;) {
    const report = await look();
    if (report === undefined) return emit({ type: 'ready', playable: false });
    if (report.status !== last?.status || report.rawStatus !== last.rawStatus) {
      since = clock.monotonic();
      pause = firstMs;
    }
    last = report;
    emit({ type: 'report', report });
    const end = ending(report, clock.monotonic() - since, job.settings().noTranscode);
    if (end instanceof UploadError) throw end;
    if (end !== undefined) return emit({ type: 'ready', playable: end === 'playable' });
    await rest(pause * (0.9 + random() * 0.2), { job, signal });
    pause = Math.min(longestMs, pause * GROWTH);
  }

  /** Undefined: this backend cannot tell, or does not tell us. The bytes are safe all the same. */
  async function look(): Promise<MediaReport | undefined> {
    const lane = lanes.enter();
    try {
      const [report] = await persist(() => backend.report([videoId], { signal }), {
        job,
        lane,
        signal,
        // Nothing is at risk any more: whatever is wrong with the backend is waited out, as long as the page lives.
        retry: ({ code }) => !TELLS_NOTHING.includes(code),
      });
      return report;
    } catch (thrown) {
      const error = UploadError.from(thrown);
      if (signal.aborted || !TELLS_NOTHING.includes(error.code)) throw thrown;
      lane.proceed();
      return undefined;
    } finally {
      lane.leave();
    }
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

import { chunksOf, type Chunks } from './storage.js';
import type { UrlJob } from './url-jobs.js';
import { pause } from './wait.js';
import type { World } from './world.js';

/** Larger ones fail, says Alibaba's SDK of 2026. */
const MOST_BYTES = 20 * 1024 ** 3;
const MOST_REDIRECTS = 5;

/** Why it was not fetched, as VOD says it. */
class Unfetched extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const INVALID = 'download video failed by the url, please check it';

/** One job from its first moment to its last. Never rejects; ends when the world is wiped. */
export async function runJob(world: World, job: UrlJob): Promise<void> {
  const { importPendingMs, importStepMs } = world.settings;
  // Of this world: when it is wiped it gets another.
  const { life } = world;
  const over = new AbortController();
  const rest = async (ms: number): Promise<void> => {
    await pause(world.wait, ms, life);
    life.throwIfAborted();
  };
  const step = async (status: UrlJob['status'], ms = importStepMs): Promise<void> => {
    if (job.status === 'CANCELED') throw new Unfetched('', '');
    job.status = status;
    await rest(ms);
  };
  try {
    await rest(importPendingMs);
    await step('PROCESSING');
    await step('DOWNLOADING', 0);
    const tooLong = timeLimit(world, AbortSignal.any([life, over.signal]));
    const { headers, body, length } = await download(job.url, AbortSignal.any([life, tooLong]), world.fetch);
    if (length !== undefined) job.size = length;
    const received = await world.bucket.receive(body, length === undefined ? {} : { length });
    job.size = received.piece.size;
    await step('DOWNLOAD_SUCCESS');
    await step('UPLOADING');
    const video = (job.video ??= job.makeVideo());
    world.bucket.put(video.key, received, headers);
    await step('UPLOAD_SUCCESS');
    job.completedAt = world.serviceTime();
    job.status = 'SUCCESS';
  } catch (thrown) {
    if (life.aborted || job.status === 'CANCELED') return;
    const { code, message } = thrown instanceof Unfetched ? thrown : new Unfetched('URLInvalidError', INVALID);
    job.status = job.status === 'UPLOADING' ? 'UPLOAD_FAIL' : 'DOWNLOAD_FAIL';
    job.errorCode = code;
    job.errorMessage = message;
    job.completedAt = world.serviceTime();
  } finally {
    over.abort();
  }
}

/** Aborted when it has taken too long, by this machine's clock, which virtual worlds have one of their own for; or at the end. */
function timeLimit({ wait, settings }: World, end: AbortSignal): AbortSignal {
  const limit = new AbortController();
  void pause(wait, settings.importTimeoutMs, end).then(() =>
    limit.abort(new Unfetched('DownloadTimeout', 'download video timed out')),
  );
  return limit.signal;
}

/** Brings what is imported by URL. */
export type Fetch = (url: URL, init: { redirect: 'manual'; signal: AbortSignal }) => Promise<Response>;

interface Download {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Chunks;
  readonly length?: number;
}

async function download(url: string, signal: AbortSignal, own?: Fetch): Promise<Download> {
  let at = new URL(url);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!own && !isHere(at)) throw new Unfetched('URLInvalidError', 'The emulator fetches from this machine alone');
    const response = await (own ?? fetch)(at, { redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      at = new URL(location, at);
      continue;
    }
    if (!response.ok) {
      await response.body?.cancel();
      throw new Unfetched('URLInvalidError', INVALID);
    }
    const declared = Number(response.headers.get('content-length') ?? NaN);
    if (declared > MOST_BYTES) {
      await response.body?.cancel();
      throw new Unfetched('FileSizeExceeded', 'the file is larger than 20 GB');
    }
    const type = response.headers.get('content-type');
    // What a server compresses by itself has another length than it says.
    const isPlain = !response.headers.has('content-encoding') && Number.isFinite(declared);
    return {
      headers: { ...(type !== null && { 'content-type': type }) },
      body: bodyOf(response),
      ...(isPlain && { length: declared }),
    };
  }
  throw new Unfetched('URLInvalidError', INVALID);
}

/** Holds the answer until it is read: Node cuts off the body of one that nobody has any more, and says nothing. */
async function* bodyOf(response: Response): Chunks {
  yield* chunksOf(response.body);
}

/** Loopback alone: an emulator is no way into somebody's network. */
const isHere = ({ protocol, hostname }: URL): boolean =>
  /^https?:$/.test(protocol) && /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

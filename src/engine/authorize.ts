import { isAbort, NEVER } from './abort.js';
import { untilAborted } from './until-aborted.js';
import type { Checkpoint } from './checkpoint.js';
import { byUrl, coverSent } from './cover.js';
import { UploadError, type ErrorCode } from './error.js';
import { fingerprintOf } from './fingerprint.js';
import type { Emit, Job } from './job.js';
import type { Lanes } from './lanes.js';
import type { Metadata } from './ports.js';
import { LONGEST_TRY_MS, persist } from './retry.js';
import type { WithCover } from './settings.js';
import { holdTicket, Tickets } from './tickets.js';

/** CreateUploadVideo is tried this often (about ten seconds), then a person decides. */
const CREATE_TRIES = 3;
const CREATE_FIRST_MS = 2_500;

/** Worth asking again by itself. A reply that cannot be read may have created something: a person decides then. */
const PASSING: readonly ErrorCode[] = ['backend-unreachable', 'backend-busy'];
/** A renewal creates nothing, so it is waited for as long as the bucket is. */
export const RENEWABLE: readonly ErrorCode[] = [...PASSING, 'backend-sign-in', 'backend-malformed'];

/** An upload that may have no media yet; `metadata` is asked when VOD is, and may throw what is wrong with it. */
interface Authorizing {
  readonly job: Job;
  readonly metadata: () => Metadata & WithCover;
  readonly lanes: Lanes;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Has a media at VOD, made once and once only, and says where its bytes go. */
export async function authorize({ job, metadata, lanes, emit, signal }: Authorizing): Promise<Checkpoint> {
  if (job.checkpoint === undefined) {
    const lane = lanes.enter();
    const retry = ({ code }: UploadError, attempt: number) =>
      code === 'backend-sign-in' || (attempt < CREATE_TRIES && PASSING.includes(code));
    const step = async () => {
      if (job.asking === undefined) await coverSent(metadata, { job, lane, signal });
      await untilAborted(
        job.once('create', () => create(job, () => byUrl(metadata(), job.ports.backend))),
        signal,
      );
    };
    await persist(step, { job, lane, signal, firstMs: CREATE_FIRST_MS, retry }).finally(() => lane.leave());
  }
  const checkpoint = job.checkpoint!;
  emit({ type: 'created', videoId: checkpoint.videoId });
  return checkpoint;
}

async function create(job: Job, words: () => Metadata): Promise<void> {
  const { ports, file } = job;
  const metadata = words();
  const asked = JSON.stringify(metadata);
  // A backend that remembers what was asked under the key would refuse anything else under it.
  if (job.asked !== undefined && job.asked !== asked) job.createAnswered();
  job.asked = asked;
  // Worked out while VOD answers: nothing may stand between the reply and what is written down of it.
  const printing = fingerprintOf(file, ports.hasher, NEVER);
  const { videoId, ticket } = await ports.backend
    .create(metadata, { idempotencyKey: job.idempotencyKey, signal: NEVER })
    .catch((error: unknown) => {
      // What cannot be read may be the answer to a create that worked: the next try is still the same one.
      if (!RENEWABLE.includes(UploadError.from(error).code)) job.createAnswered();
      throw error;
    });
  job.createAnswered();
  job.held = holdTicket(ticket, ports.clock);
  await job.begin({
    v: 2,
    scope: job.settings().scope,
    fingerprint: await printing,
    title: metadata.title,
    videoId,
    target: ticket.target,
    parts: [],
    sealSent: false,
    createdAt: ports.clock.now(),
  });
}

/** Credentials for one run. */
export function ticketsFor(job: Job, signal: AbortSignal): Tickets {
  const { videoId, target } = job.checkpoint!;
  return new Tickets({
    clock: job.ports.clock,
    held: job.held,
    target,
    keep: (held) => (job.held = held),
    renew: (lane) =>
      persist(() => job.ports.backend.refresh(videoId, { signal }), {
        job,
        lane,
        signal,
        retry: ({ code }) => RENEWABLE.includes(code),
        forMs: LONGEST_TRY_MS,
      }),
  });
}

/** A shared step whose first owner was stopped in the middle: begin it again. */
export function rethrowAsCutOff(thrown: unknown, operation: string): never {
  if (!isAbort(thrown)) throw thrown;
  throw new UploadError('network', `${operation} was cut off by an earlier pause`, { operation });
}

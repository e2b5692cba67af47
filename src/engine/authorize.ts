import type { Job, Emit } from './job.js';
import type { Lanes } from './lanes.js';
import { persist } from './retry.js';
import type { Checkpoint } from './checkpoint.js';
import { UploadError } from './error.js';
import { holdTicket, Tickets } from './tickets.js';

/** CreateUploadVideo is tried this often (about ten seconds), then a person decides. */
const CREATE_TRIES = 3;
const CREATE_FIRST_MS = 2_500;
const NEVER = new AbortController().signal;

/** Has a media at VOD, made once and once only, and says where its bytes go. */
export async function authorize(job: Job, lanes: Lanes, emit: Emit, signal: AbortSignal): Promise<Checkpoint> {
  if (job.checkpoint === undefined) {
    const lane = lanes.enter();
    await persist(() => job.once('create', () => create(job)), {
      ports: job.ports,
      lane,
      signal,
      nudged: job.nudged,
      firstMs: CREATE_FIRST_MS,
      retry: (error, attempt) => error.code === 'backend-sign-in' || (attempt < CREATE_TRIES && isPassing(error)),
    }).finally(() => lane.leave());
    signal.throwIfAborted();
  }
  const checkpoint = job.checkpoint!;
  emit({ type: 'created', videoId: checkpoint.videoId });
  return checkpoint;
}

/** Worth asking again by itself. A reply that cannot be read may have created something: a person decides then. */
const isPassing = (error: UploadError): boolean =>
  error.code === 'backend-unreachable' || error.code === 'backend-busy';

async function create(job: Job): Promise<void> {
  const { ports, file } = job;
  if (job.metadata === undefined) throw new UploadError('internal', 'authorize before validate');
  const { videoId, ticket } = await ports.backend
    .create(job.metadata, { idempotencyKey: job.idempotencyKey, signal: NEVER })
    .catch((error: unknown) => {
      if (!isPassing(UploadError.from(error))) job.createAnswered();
      throw error;
    });
  job.createAnswered();
  job.held = holdTicket(ticket, ports.clock);
  await job.begin({
    v: 1,
    scope: job.settings().scope,
    fingerprint: { name: file.name, size: file.size, lastModified: file.lastModified },
    videoId,
    target: ticket.target,
    parts: [],
    sealSent: false,
    createdAt: ports.clock.now(),
  });
}

/** Credentials for this run; renewing them is waited for as long as the page lives. */
export function ticketsFor(job: Job, lanes: Lanes, signal: AbortSignal): Tickets {
  const { videoId, target } = job.checkpoint!;
  return new Tickets({
    clock: job.ports.clock,
    held: job.held,
    target,
    signal,
    keep: (held) => (job.held = held),
    renew: async () => {
      const lane = lanes.enter();
      try {
        return await persist(() => job.ports.backend.refresh(videoId, { signal }), {
          ports: job.ports,
          lane,
          signal,
          nudged: job.nudged,
          retry: (error) =>
            ['backend-unreachable', 'backend-busy', 'backend-sign-in', 'backend-malformed'].includes(error.code),
        });
      } finally {
        lane.leave();
      }
    },
  });
}

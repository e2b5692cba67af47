import { UploadError } from './error.js';
import type { Emit, Job } from './job.js';
import { buildMetadata } from './metadata.js';
import { saidOf } from './metadata-faults.js';
import type { Metadata } from './ports.js';
import type { Limits, WithCover } from './settings.js';
import type { UploadState } from './state.js';

/** An upload of which VOD is about to be told. */
interface Telling {
  readonly job: Job;
  readonly limits: Limits;
  /** How it stands now. */
  readonly state: () => UploadState;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** What the person, the page and the file say about it, checked before any request. The page is asked for its words. */
export async function validate(telling: Telling): Promise<Metadata & WithCover> {
  const { job, emit, signal } = telling;
  const { metadata, validate: check } = job.settings();
  const { name } = job.file;
  const refusal = await Promise.resolve(job.file)
    .then(check)
    .catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)));
  signal.throwIfAborted();
  if (typeof refusal === 'string' && refusal !== '') {
    throw new UploadError('file-refused', refusal, { values: { name, reason: refusal } });
  }
  try {
    const page = typeof metadata === 'function' ? await metadata(job.file) : metadata;
    signal.throwIfAborted();
    emit({ type: 'describe', described: { page: Object.freeze({ ...page }) } });
    return metadataOf(telling);
  } catch (thrown) {
    if (thrown instanceof UploadError || signal.aborted) throw thrown;
    const said = `The page's metadata function failed: ${String(thrown)}`;
    throw new UploadError('metadata-failed', said, {}, { cause: thrown });
  }
}

/** The same, where the page was not asked for its words yet. */
export async function hear(telling: Telling): Promise<void> {
  if (telling.state().described?.page === undefined) await validate(telling);
}

/** What VOD is told, as of this moment: a person may go on writing until then. Throws what is wrong with it. */
export function metadataOf({ job, limits, state, emit }: Telling): Metadata & WithCover {
  const built = buildMetadata(job.file, saidOf(state()), limits);
  const { title } = state();
  if (title !== undefined && built.title !== title) emit({ type: 'describe', title: built.title });
  return built;
}

import { UploadError } from './error.js';
import type { Emit, Job } from './job.js';
import { buildMetadata } from './metadata.js';
import { saidOf } from './metadata-faults.js';
import type { Metadata } from './ports.js';
import type { Limits, WithCover } from './settings.js';
import type { Described, UploadState } from './state.js';

/** An upload of which VOD is about to be told. */
interface Telling {
  readonly job: Job;
  readonly limits: Limits;
  /** How it stands now. */
  readonly state: () => UploadState;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** The page's words, and the title that comes of all. */
interface Heard {
  readonly title: string;
  readonly described: Described;
}

/** What the person, the page and the file say about it, checked before any request. The page is asked for its words. */
export async function validate({ job, limits, state, emit, signal }: Telling): Promise<Heard> {
  const { metadata, validate: check } = job.settings();
  const { name } = job.file;
  const refusal = await Promise.resolve(job.file)
    .then(check)
    .catch((thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)));
  signal.throwIfAborted();
  if (typeof refusal === 'string' && refusal !== '') {
    throw new UploadError('file-refused', refusal, { values: { name, reason: refusal } });
  }
  let described: Described | undefined;
  try {
    const page = typeof metadata === 'function' ? await metadata(job.file) : metadata;
    signal.throwIfAborted();
    described = { page: Object.freeze({ ...page }) };
    const said = saidOf({ described: { ...state().described, ...described } });
    return { title: buildMetadata(job.file, said, limits).title, described };
  } catch (thrown) {
    // What is wrong can be seen, and mended.
    if (described !== undefined) emit({ type: 'describe', described });
    if (thrown instanceof UploadError || signal.aborted) throw thrown;
    const said = `The page's metadata function failed: ${String(thrown)}`;
    throw new UploadError('metadata-failed', said, {}, { cause: thrown });
  }
}

/** The same, where the page was not asked for its words yet. */
export async function hear(telling: Telling): Promise<void> {
  if (telling.state().described?.page !== undefined) return;
  telling.emit({ type: 'describe', ...(await validate(telling)) });
}

/** What VOD is told, as of this moment: a person may go on writing until then. Throws what is wrong with it. */
export function metadataOf({ job, limits, state, emit }: Telling): Metadata & WithCover {
  const built = buildMetadata(job.file, saidOf(state()), limits);
  const { title } = state();
  if (title !== undefined && built.title !== title) emit({ type: 'describe', title: built.title });
  return built;
}

import type { Job } from './job.js';
import type { News } from './ports.js';
import type { Phase, UploadState } from './state.js';

/** Other tabs hear of progress this often at most. */
const TELL_MS = 250;

interface Voice {
  /** Soon: there is something new. */
  tell(): void;
  /** At once: the last that this tab has to say. `failed`: what its row says only when the run is over. */
  last(how?: 'failed'): void;
}

/** Tells the other tabs how an upload stands, for as long as `signal` is not aborted. */
export function tellTabs(job: Job, state: () => UploadState, signal: AbortSignal): Voice {
  let ended: { readonly phase: Phase } | undefined;
  const newest = () => ({ ...newsOf(state()), ...ended });
  const say = job.ports.relay?.speak(job.name, newest, { signal }) ?? (() => undefined);
  let resting = false;
  let unsaid = false;
  const tell = (): void => {
    unsaid = resting;
    if (resting) return;
    say();
    resting = true;
    job.ports.clock.wait(TELL_MS, signal).then(
      () => {
        resting = false;
        if (unsaid) tell();
      },
      () => undefined,
    );
  };
  tell();
  const last = (how?: 'failed'): void => {
    if (how !== undefined) ended = { phase: how };
    say();
  };
  return { tell, last };
}

/** Names what is told, so that nothing else ever is. */
export function newsOf({ phase, title, videoId, confirmed, sent, bytesPerSecond }: UploadState): News {
  return {
    phase,
    confirmed,
    sent,
    ...(title !== undefined && { title }),
    ...(videoId !== undefined && { videoId }),
    ...(bytesPerSecond !== undefined && { bytesPerSecond }),
  };
}

import type { Emit } from './job.js';
import type { Phase } from './phases.js';
import type { Limits } from './settings.js';
import type { UploadState } from './state.js';

/** What every run is given, of an upload and of an import. */
export interface Attempt {
  readonly limits: Limits;
  /** The phase to go on from: `selected`, `queued`, `authorized` (imports only) or `processing`. */
  readonly from: Phase;
  /** Go on after validation without being told. */
  readonly auto: boolean;
  /** How it stands now. */
  readonly state: () => UploadState;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

import type { MetadataInput } from './settings.js';
import type { UploadState } from './state.js';

/** One row of an uploader's list: a file that this page sends, or one that VOD fetches by itself. */
export interface Entry {
  readonly state: UploadState;
  /** What is sent, where it is at hand. */
  readonly file?: File | undefined;
  /** Under these nothing else of the same may be brought back from storage. */
  readonly names: readonly string[];
  /** What a person says of it, over what the page says. Throws a `TypeError` when VOD was asked already. */
  describe(metadata: MetadataInput): void;
  /** Looks at what was given and, unless the page said `manual`, goes on to send it. */
  begin(): void;
  /** Begins, resumes or retries, whichever there is to do; a wait is cut short. */
  start(): void;
  pause(): void;
  /** Ends the run as a crash would; what comes back begins it again. */
  suspend(): () => void;
  /** Stops at once. Resolves when nobody can go on with it. */
  cancel(): Promise<void>;
  /** Ends without a word: the row is gone. */
  leave(): void;
}

import { stopped, untilAborted } from '../engine/abort.js';
import { UploadError } from '../engine/error.js';
import type { Hasher } from '../engine/ports.js';

export interface HasherOptions {
  /** Where the page keeps `hash-worker.js`, when not beside the package's other files. */
  readonly workerUrl?: string | URL;
}

/** MD5 in a worker or in the next best way that the page allows; nothing is loaded before the first call. */
export function createHasher({ workerUrl }: HasherOptions = {}): Hasher {
  const closing = new AbortController();
  const load = async () => {
    const { HashLadder, rungs } = await import('./hash-ladder.js');
    return new HashLadder(rungs(workerUrl));
  };
  let loading: ReturnType<typeof load> | undefined;

  async function md5(blob: Blob, signal: AbortSignal): Promise<string> {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw new UploadError('network', 'The code that hashes could not be loaded', {}, { cause: error });
    });
    return (await loading).md5(blob, signal);
  }

  return {
    async md5(blob, { signal }) {
      const either = AbortSignal.any([signal, closing.signal]);
      either.throwIfAborted();
      return untilAborted(md5(blob, either), either);
    },
    close() {
      closing.abort(stopped('The hasher was closed'));
      loading?.then(
        (ladder) => ladder.close(),
        () => undefined,
      );
    },
  };
}

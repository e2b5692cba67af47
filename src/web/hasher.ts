import { stopped } from '../engine/abort.js';
import { untilAborted } from '../engine/until-aborted.js';
import { UploadError } from '../engine/error.js';
import { late } from '../engine/late.js';
import type { Hasher } from '../engine/ports.js';
import type { HashLadder } from './hash-ladder.js';

interface HasherOptions {
  /** Where the page keeps `hash-worker.js`, when not beside the package's other files. */
  readonly workerUrl?: string | URL;
}

const loadCode = late(() => import('./hash-ladder.js'), import.meta.url);

/** MD5 in a worker or in the next best way that the page allows; nothing is loaded before the first call. */
export function createHasher({ workerUrl }: HasherOptions = {}): Hasher {
  const closing = new AbortController();
  let ladder: HashLadder | undefined;
  let loading: Promise<HashLadder> | undefined;

  async function load(): Promise<HashLadder> {
    const code = await loadCode();
    return (ladder = new code.HashLadder(code.rungs(workerUrl)));
  }

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
      ladder?.close();
    },
  };
}

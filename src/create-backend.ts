import type { Connection } from './connection.js';
import { loadRunCode } from './create-uploader.js';
import { lateCalls } from './engine/late-calls.js';
import type { VodBackend } from './vod/backend.js';

/**
 * The page's backend as an uploader asks it, for pages that want to ask it themselves: actions as methods, replies in this
 * library's words, whatever spelling they came in. Every method rejects with an `UploadError`, or with its signal's reason
 * when that is aborted. Its code comes with the first call.
 */
export function createVodBackend(connection: Connection): VodBackend {
  let made: VodBackend | undefined;
  const calls: VodBackend = lateCalls(async () => (made ??= (await loadRunCode()).reach(connection)));
  // Whatever it is asked for is a method, and what has a `then` is taken for a promise.
  return new Proxy(calls, { get: (all, name) => (name === 'then' ? undefined : all[name as keyof VodBackend]) });
}

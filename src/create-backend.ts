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
  return lateCalls(async () => (made ??= (await loadRunCode()).reach(connection)));
}

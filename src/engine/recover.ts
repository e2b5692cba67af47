import { UploadError } from './error.js';
import { reconcile, wasSealed } from './seal.js';
import type { Session } from './storage-call.js';

/**
 * After a reload, or when another tab went on: what the bucket holds decides what is sent again. `sealed` when the upload
 * had been completed: its answer was lost with the page, or went to another tab.
 */
export async function recover(session: Session): Promise<'sealed' | 'open'> {
  // Nothing was begun in the bucket, as far as this page knows.
  if (session.job.checkpoint!.uploadId === undefined) return (await wasSealed(session)) ? 'sealed' : 'open';
  try {
    await reconcile(session, { trustRecord: true });
    return 'open';
  } catch (thrown) {
    session.signal.throwIfAborted();
    if (UploadError.from(thrown).code === 'upload-gone' && (await wasSealed(session))) return 'sealed';
    throw thrown;
  }
}

import { UploadError } from './error.js';
import { arrived, reconcile } from './seal.js';
import type { Session } from './storage-call.js';

/**
 * After a reload: what the bucket holds decides what is sent again. `sealed` when the upload had been completed and
 * only the answer was lost with the page.
 */
export async function recover(session: Session): Promise<'sealed' | 'open'> {
  const { job, signal } = session;
  try {
    await reconcile(session, { trustRecord: true });
    return 'open';
  } catch (thrown) {
    signal.throwIfAborted();
    const error = UploadError.from(thrown);
    if (error.code === 'upload-gone' && job.checkpoint!.sealSent && (await arrived(session))) return 'sealed';
    throw error;
  }
}

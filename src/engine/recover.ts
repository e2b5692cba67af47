import { UploadError } from './error.js';
import { reconcile, wasSealed } from './seal.js';
import type { Session } from './storage-call.js';

/**
 * After a reload: what the bucket holds decides what is sent again. `sealed` when the upload had been completed and
 * only the answer was lost with the page.
 */
export async function recover(session: Session): Promise<'sealed' | 'open'> {
  try {
    await reconcile(session, { trustRecord: true });
    return 'open';
  } catch (thrown) {
    session.signal.throwIfAborted();
    const error = UploadError.from(thrown);
    if (await wasSealed(session, error)) return 'sealed';
    throw error;
  }
}

import { UploadError } from './error.js';
import type { ImportReport } from './import-job.js';
import type { ImportTask } from './import-task.js';

/** What comes after the path of a URL, also of one that was encoded once more. */
const QUERIES = /(https?(?::|%3A)(?:\/|%2F){2}(?:(?!%3F|%23)[^\s?#])*)(?:[?#]|%3F|%23)\S*/gi;
/** A service that says more than this repeats what it was given. */
const MOST = 300;

/** In the service's own words, which name what is wrong with the URL, but for what may be signed in it. */
export function importFailure(
  { status, rawStatus, errorCode = '', errorMessage = '' }: ImportReport,
  { source }: Pick<ImportTask, 'source'>,
): UploadError {
  const query = source?.url.split('?')[1];
  const without = query ? errorMessage.replaceAll(query, '') : errorMessage;
  const reason = without.replace(QUERIES, '$1').trim().slice(0, MOST);
  const detail = {
    operation: 'GetURLUploadInfos',
    ...(errorCode !== '' && { serviceCode: errorCode }),
    values: { status, reason },
  };
  const message = `The import ended with ${rawStatus || status}: ${errorCode} ${reason}`;
  // Its address went with the page that knew it: there is nothing to try again with.
  return new UploadError('import-failed', message, detail, { retryable: source !== undefined });
}

import type { UploadError } from '../engine/error.js';
import type { Importing } from '../engine/state.js';
import type { Wording } from './wording.js';

/** How it stands, and whether it can be stopped. */
export function importFacts({ status = 'pending', rawStatus = '', unstoppable }: Importing, wording: Wording) {
  const word =
    status === 'unknown' && rawStatus !== ''
      ? wording.say('unknown-status', { status: rawStatus })
      : wording.say(`import.${status}`);
  return [word, ...(unstoppable ? [wording.say('import.unstoppable')] : [])];
}

/** What went wrong and what to do. */
export function importErrorText({ retryable, detail }: UploadError, wording: Wording): string {
  const status = detail.values?.['status'];
  if (!retryable) return wording.say('import-failed.address');
  if (status === 'upload-failed' || status === 'canceled' || status === 'missing')
    return wording.say(`import-failed.${status}`);
  return wording.say('error.import-failed');
}

/** The service's own words for it, which may name what is wrong with the file or its address. */
export function saidOfImport({ code, detail }: UploadError, wording: Wording): readonly string[] {
  const { serviceCode = '', values: { reason = '' } = {} } = detail;
  if (code !== 'import-failed' || `${serviceCode}${reason}` === '') return [];
  const words = [reason, serviceCode === '' || reason === '' ? serviceCode : `(${serviceCode})`];
  return [wording.say('import-failed.said', { words: words.filter(Boolean).join(' ') })];
}

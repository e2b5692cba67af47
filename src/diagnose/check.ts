import type { Check, CheckName, CheckResult } from '../engine/diagnosis.js';
import type { UploadError } from '../engine/error.js';

const result =
  (result: CheckResult) =>
  (name: CheckName, says: string): Check => ({ name, result, says });

export const ok = result('ok');
export const warning = result('warning');
export const failed = result('failed');
export const skipped = result('skipped');

/** What a report says of an error: nothing that its message may quote of addresses and names. */
export function told({ code, detail }: UploadError): string {
  const { status, serviceCode, requestId, excerpt } = detail;
  const said = [
    status && `HTTP ${status}`,
    serviceCode?.slice(0, 60),
    requestId && `request ${requestId.slice(0, 60)}`,
    excerpt && `“${excerpt}”`,
  ].filter(Boolean);
  return said.length === 0 ? code : `${code}: ${said.join(', ')}`;
}

/** Enough of a name to compare it with. */
export const cut = (name: string): string => (name.length <= 12 ? name : `${name.slice(0, 5)}…${name.slice(-4)}`);

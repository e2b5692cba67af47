import { VodApiError } from './client.js';
import { redact } from './redact.js';
import { Refusal } from './refusal.js';

/** The service says so of the backend's own key or clock: nothing that the page or its visitor can mend. */
const OURS =
  /^(InvalidAccessKey|Signature|IncompleteSignature|InvalidSecurityToken|InvalidTimeStamp|MissingSecurityToken|MissingAccessKey)/i;

const MESSAGE_LENGTH = 500;

/** What the page may hear of a failure. Codes of the API pass; keys, tokens and signed URLs do not. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof VodApiError))
    return new Refusal(502, 'BackendError', 'The backend could not ask the service.');
  const more = error.requestId === undefined ? {} : { requestId: error.requestId };
  if (OURS.test(error.code)) {
    return new Refusal(502, error.code, "The service refused the backend's own credentials.", more);
  }
  if (/^Throttling/i.test(error.code) || error.status === 429) {
    return new Refusal(429, error.code, redact(error.message), { ...more, headers: { 'retry-after': '1' } });
  }
  // 401 means "sign in" to the page, and the page's visitor is signed in.
  const status = error.status >= 400 && error.status <= 599 && error.status !== 401 ? error.status : 502;
  return new Refusal(status, error.code, redact(error.message).slice(0, MESSAGE_LENGTH), more);
}

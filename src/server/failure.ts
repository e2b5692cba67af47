import { BACKEND_MISCONFIGURED } from '../vod/protocol.js';
import { VodApiError } from './client.js';
import { isOwnFault, Misconfigured } from './misconfigured.js';
import { redact } from './redact.js';
import { Refusal } from './refusal.js';

const MESSAGE_LENGTH = 500;

/** What the page may hear of a failure. Codes of the API pass; keys, tokens and signed URLs do not. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof Misconfigured) return notSetUp();
  if (!(error instanceof VodApiError))
    return new Refusal(502, 'BackendError', 'The backend could not ask the service.');
  const more = error.requestId === undefined ? {} : { requestId: error.requestId };
  if (isOwnFault(error)) return notSetUp(more);
  if (isLater(error)) {
    return new Refusal(429, error.code, redact(error.message), { ...more, headers: { 'retry-after': '1' } });
  }
  // 401 means "sign in" to the page, and the page's visitor is signed in.
  const status = error.status >= 400 && error.status <= 599 && error.status !== 401 ? error.status : 502;
  return new Refusal(status, error.code, redact(error.message).slice(0, MESSAGE_LENGTH), more);
}

/** The same question may be asked again in a moment. A nonce that was seen before is bad luck: the next one is another. */
const isLater = ({ code, status }: VodApiError): boolean =>
  /^(Throttling|SignatureNonceUsed)/i.test(code) || status === 429;

/** The service does not like what was asked, and will not like it later. */
export const isRefused = (error: unknown): boolean =>
  error instanceof VodApiError && [400, 404].includes(error.status) && !isOwnFault(error) && !isLater(error);

/** Asking again would not help, and what is wrong is nobody's business but the backend's. */
const notSetUp = (more: { requestId?: string } = {}): Refusal =>
  new Refusal(500, BACKEND_MISCONFIGURED, 'The backend is not set up: see its log.', more);

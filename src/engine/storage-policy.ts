import { UploadError, type ErrorCode } from './error.js';
import type { Tickets } from './tickets.js';

/** Goes away by itself: waited for as long as the page lives. */
const PASSING: readonly ErrorCode[] = ['network', 'storage-busy', 'captive-portal'];

/** How often the same request is tried again after these. */
const MENDABLE: Partial<Record<ErrorCode, number>> = {
  'credentials-expired': 3,
  // An expired policy says "access denied", an expired token now and then "signature does not match": one renewal each.
  'storage-refused': 1,
  'signature-refused': 1,
  'part-damaged': 4,
  'clock-skew': 1,
};

const RENEWED_BY: readonly ErrorCode[] = ['credentials-expired', 'storage-refused', 'signature-refused'];

/** Says for one request, however often it is repeated, which of its errors are worth another try. */
export class StoragePolicy {
  readonly #failures = new Map<ErrorCode, number>();

  constructor(private readonly tickets: Tickets) {}

  /** One try. What it was refused with is not used again. */
  async attempt<T>(step: () => Promise<T>, signal: AbortSignal): Promise<T> {
    // Asked for here, not only by the store, so that it is known which credentials a refusal is about.
    const used = await this.tickets.fresh({ signal });
    try {
      return await step();
    } catch (thrown) {
      if (RENEWED_BY.includes(UploadError.from(thrown).code)) this.tickets.refuse(used);
      throw thrown;
    }
  }

  readonly retry = ({ code }: UploadError): boolean => {
    const failures = (this.#failures.get(code) ?? 0) + 1;
    this.#failures.set(code, failures);
    return PASSING.includes(code) || failures <= (MENDABLE[code] ?? 0);
  };
}

import type { UploadError } from '../engine/error.js';
import type { Abortable, Credentials, CredentialSource, Target } from '../engine/ports.js';
import { regionOf } from './address.js';
import type { Call } from './calls.js';
import { isHtml, readRefusal, refused, type Refusal } from './errors.js';
import type { SendReply } from '../engine/send-port.js';

type ExchangeOptions = Abortable & { onSent?(bytes: number): void };

/** One call of OSS. Resolves to an answer with a good status; any other rejects with an `UploadError`. */
export type Exchange = (target: Target, call: Call, options: ExchangeOptions) => Promise<SendReply>;

/** How a request is to be signed. */
export type Signing = { readonly version: 'v4'; readonly region: string } | { readonly version: 'v1' };

/** Signs and sends one call, once; resolves to the answer, whatever its status. */
type Attempt = (
  request: {
    readonly target: Target;
    readonly call: Call;
    readonly credentials: Credentials;
    readonly signing: Signing;
    /** The server's wall time as far as we know it, ms. */
    readonly time: number;
  },
  options: ExchangeOptions,
) => Promise<SendReply>;

// V1 is being switched off (since Mar 2025 for new accounts, since Sep 2025 for new buckets); this is how OSS says so.
const V1_SWITCHED_OFF = '0002-00000080';

/**
 * Wraps `attempt` with the two things that belong to an endpoint, not to an upload: which signature it takes, and how
 * far its clock is from ours. Each is corrected at most once in a call. `now` is wall time in ms.
 */
export function createExchange(attempt: Attempt, now: () => number): (credentials: CredentialSource) => Exchange {
  let clockOffset = 0;
  const withoutV4 = new Set<string>();
  const proven = new Set<string>();

  const preferred = (endpoint: string, region: string | undefined): Signing =>
    region === undefined || withoutV4.has(endpoint) ? { version: 'v1' } : { version: 'v4', region };

  function alternative(
    signing: Signing,
    endpoint: string,
    region: string | undefined,
    { ec }: Refusal,
  ): Signing | undefined {
    if (signing.version === 'v4') return proven.has(endpoint) ? undefined : { version: 'v1' };
    return region !== undefined && ec === V1_SWITCHED_OFF ? { version: 'v4', region } : undefined;
  }

  function remember(signing: Signing, endpoint: string, region: string | undefined): void {
    if (signing.version === 'v4') {
      proven.add(endpoint);
      withoutV4.delete(endpoint);
    } else if (region !== undefined) withoutV4.add(endpoint);
  }

  return (credentials) => async (target, call, options) => {
    const { endpoint } = target;
    const region = regionOf(target);
    const sending = { ...options, ...(options.onSent && { onSent: monotonic(options.onSent) }) };
    let signing = preferred(endpoint, region);
    let corrected = false;
    let firstRefusal: UploadError | undefined;

    for (;;) {
      const keys = await credentials({ signal: options.signal });
      options.signal.throwIfAborted();
      const reply = await attempt({ target, call, credentials: keys, signing, time: now() + clockOffset }, sending);
      if (reply.status >= 200 && reply.status < 300) {
        if (!isHtml(reply)) remember(signing, endpoint, region);
        return reply;
      }
      const refusal = readRefusal(reply);
      const error = refused(call, reply, refusal, now());
      if (error.code === 'clock-skew' && !corrected && refusal.serverTime !== undefined) {
        corrected = true;
        clockOffset = refusal.serverTime - now();
        continue;
      }
      if (error.code !== 'signature-refused') throw error;
      const other = firstRefusal ? undefined : alternative(signing, endpoint, region, refusal);
      if (!other) throw firstRefusal ?? error;
      firstRefusal = error;
      signing = other;
    }
  };
}

function monotonic(onSent: (bytes: number) => void): (bytes: number) => void {
  let most = 0;
  return (bytes) => {
    if (bytes > most) onSent((most = bytes));
  };
}

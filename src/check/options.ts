import type { Action } from '../vod/protocol.js';

export interface CheckOptions {
  /** Absolute base URL of the backend, as the page's `endpoint`. */
  readonly endpoint: string;
  /** What says who asks: a cookie, a token. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Likewise of somebody else, who must not touch what the first one made. */
  readonly otherHeaders?: Readonly<Record<string, string>>;
  /** The page's origin, where it is not the backend's own: its CORS rules are looked at then. */
  readonly origin?: string;
  /** Only these are asked for, and they have to be there; all, and most may be missing, unless given. */
  readonly actions?: readonly Action[];
  /** Default: true. Submits imports of an address that nobody has. */
  readonly imports?: boolean;
  /** Default: false. This backend may delete; what the check made is removed again. */
  readonly deletes?: boolean;
  /** For one answer; 20,000 unless given. */
  readonly timeoutMs?: number;
  /** Default: this runtime's. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Wall time, ms. */
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<void>;
}

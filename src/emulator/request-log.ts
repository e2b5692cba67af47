import type { FaultKind, FaultService } from './faults.js';

/** One request, as a test or a curious person wants to see it. No secret, no token, no signature. */
export interface LogEntry {
  /** From 1. */
  readonly n: number;
  readonly service: FaultService;
  /** `UploadPart`, `Preflight`, `CreateUploadVideo` … */
  op: string;
  readonly method: string;
  /** Host with port. */
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | null>>;
  readonly headers: Readonly<Record<string, string>>;
  /** ms since 1970. */
  readonly startedAt: number;
  endedAt?: number;
  status?: number;
  code?: string;
  requestId?: string;
  /** Bytes of the body that were stored. */
  bytes?: number;
  bucket?: string;
  key?: string;
  uploadId?: string;
  part?: number;
  signature?: 'v1' | 'v1-query' | 'v4' | 'rpc' | 'acs3';
  faults?: readonly FaultKind[];
  /** No answer was sent, or not the whole of it. */
  cut?: boolean;
}

// Beyond it the oldest go: a dev server may run for weeks.
const ENTRIES_KEPT = 20_000;
const SECRET_HEADERS = new Set([
  'authorization',
  'x-oss-security-token',
  'cookie',
  'x-acs-security-token',
  'x-acs-signature-nonce',
]);
const SECRET_PARAMS = new Set([
  'Signature',
  'security-token',
  'SecurityToken',
  'OSSAccessKeyId',
  'AccessKeyId',
  'SignatureNonce',
]);

/** Writes down how a request ended: answered, or cut off without an answer. */
export async function logged(entry: LogEntry, clock: () => number, act: () => Promise<Response>): Promise<Response> {
  try {
    const response = await act();
    entry.status = response.status;
    return response;
  } catch (error) {
    entry.cut = true;
    throw error;
  } finally {
    entry.endedAt = clock();
  }
}

export class RequestLog {
  #entries: LogEntry[] = [];
  #count = 0;

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }

  open(
    entry: Omit<LogEntry, 'n' | 'headers' | 'query'> & {
      headers: Headers;
      query: Readonly<Record<string, string | null>>;
    },
  ): LogEntry {
    const kept: LogEntry = {
      ...entry,
      n: ++this.#count,
      headers: Object.fromEntries([...entry.headers].filter(([name]) => !SECRET_HEADERS.has(name))),
      query: Object.fromEntries(Object.entries(entry.query).filter(([name]) => !SECRET_PARAMS.has(name))),
    };
    this.#entries.push(kept);
    if (this.#entries.length > ENTRIES_KEPT) this.#entries.shift();
    return kept;
  }
}

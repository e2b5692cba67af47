export type FaultService = 'oss' | 'vod' | 'backend';

/** Which requests a fault waits for; what is absent matches all, but a preflight only suffers what names it. */
export interface FaultPlace {
  /** `backend` is the kit under `/__emulator/<world>/api/vod`, seen from the page. */
  readonly service?: FaultService;
  /** `UploadPart`, `CreateUploadVideo`, `Preflight` … */
  readonly op?: string;
  /** OSS part number. */
  readonly part?: number;
  /** Begins with the nth request that matches, from 1. */
  readonly nth?: number;
  /** Of those, only each so-and-so-many-th: with 3 the first, the fourth … */
  readonly every?: number;
}

interface Order {
  readonly where?: FaultPlace;
  /** How often; 1 unless given, 0 means always. */
  readonly times?: number;
}

/** Somebody answers in place of the service; nothing is done. */
interface Answered extends Order {
  /** Further headers of the answer, for example `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Refused in the service's own words, XML of OSS or JSON of VOD: `status` is 503 unless given, that of `xml-code` the one
 * that goes with the code.
 */
interface RefusalOrder extends Answered {
  readonly what: 'status' | 'xml-code';
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
}

/** Answered by something that is not the service, a page or nothing at all; 200 unless `status` says otherwise. */
interface StrangerOrder extends Answered {
  readonly what: 'html' | 'empty';
  readonly status?: number;
}

/** The token, or at the backend the session, counts as expired. */
interface ExpiredOrder extends Answered {
  readonly what: 'expired-token';
}

/** `delay`: `delayMs` later than it could be; `delay-after`: it was done, and the answer comes `delayMs` later. */
interface DelayOrder extends Order {
  readonly what: 'delay' | 'delay-after';
  readonly delayMs: number;
}

/** The connection breaks and nothing was done. */
interface CutBeforeOrder extends Order {
  readonly what: 'cut-before';
  /** At least so many bytes of the request's body are read first; 0 unless given. */
  readonly afterBytes?: number;
  /** RST instead of FIN, where the host has sockets; the system does that by itself when bytes were left unread. */
  readonly reset?: true;
}

/** It was done; the connection breaks before the answer. */
interface CutAfterOrder extends Order {
  readonly what: 'cut-after';
  /** RST instead of FIN, where the host has sockets. */
  readonly reset?: true;
}

/**
 * Nobody reads or answers any more, and the connection stays open until the sender goes away or the fault is taken away,
 * which cuts it. A host notices only then that a sender left whose bytes it did not read.
 */
interface HangOrder extends Order {
  readonly what: 'hang';
  /** At least so many bytes of the request's body are read first; 0 unless given. */
  readonly afterBytes?: number;
  /** Everything was read and done. Not together with `afterBytes`. */
  readonly after?: true;
}

/** The request's body is read at this pace. */
interface SlowOrder extends Order {
  readonly what: 'slow';
  readonly bytesPerSecond: number;
}

/**
 * It was done; the answer's head and half of its body arrive, then the connection breaks. Of an answer without a body
 * nothing arrives.
 */
interface TruncateOrder extends Order {
  readonly what: 'truncate';
}

/** One bit of the request's body is flipped on its way. Not for `vod`, whose requests are signed as a whole. */
interface CorruptOrder extends Order {
  readonly what: 'corrupt';
  /** From 0; the middle unless given. Of a body of unknown length, the middle of what arrives first. */
  readonly atByte?: number;
}

/** The answer lacks these headers, also where CORS would have named them. */
interface StripOrder extends Order {
  readonly what: 'strip';
  readonly strip: readonly string[];
}

/** The answer has no CORS headers: a browser hides it. With `op: 'Preflight'` the request itself is never sent. */
interface NoCorsOrder extends Order {
  readonly what: 'no-cors';
}

/** Judged as if the service's clock were off by so much; what the service says of its time is off as well. */
interface SkewOrder extends Order {
  readonly what: 'skew';
  /** May be negative: the service is behind. */
  readonly skewMs: number;
}

/** What is to go wrong, where and how often. Plain JSON. */
export type FaultOrder =
  | RefusalOrder
  | StrangerOrder
  | ExpiredOrder
  | DelayOrder
  | CutBeforeOrder
  | CutAfterOrder
  | HangOrder
  | SlowOrder
  | TruncateOrder
  | CorruptOrder
  | StripOrder
  | NoCorsOrder
  | SkewOrder;

export type FaultKind = FaultOrder['what'];

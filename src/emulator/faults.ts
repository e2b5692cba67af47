export type FaultService = 'oss' | 'vod' | 'backend';

/** Which requests a fault waits for; what is absent matches all. */
export interface FaultPlace {
  /** `backend` is the kit under `/__emulator/<world>/api/vod`, seen from the page. */
  readonly service?: FaultService;
  /** `UploadPart`, `CreateUploadVideo` … */
  readonly op?: string;
  /** OSS part number. */
  readonly part?: number;
  /** Begins with the nth request that matches, from 1. */
  readonly nth?: number;
}

export const FAULT_KINDS = [
  'status',
  'xml-code',
  'delay',
  'cut-before',
  'cut-after',
  'html',
  'empty',
  'expired-token',
] as const;

/**
 * - `status`, `xml-code`: refused with `status` and `code`, nothing is done
 * - `html`, `empty`: answered by something that is not the service; 200 unless `status` says otherwise
 * - `delay`: `delayMs` later than it could be
 * - `cut-before`: the connection breaks, nothing was done; `cut-after`: it was done, the answer is lost
 * - `expired-token`: the token counts as expired
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultOrder {
  readonly where?: FaultPlace;
  readonly what: FaultKind;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly delayMs?: number;
  /** Further headers of the answer, for example `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How often; 1 unless given, 0 means always. */
  readonly times?: number;
}

export interface Fault extends FaultOrder {
  readonly id: string;
  /** Requests that matched. */
  seen: number;
  /** Requests that were spoilt. */
  hits: number;
}

export interface Situation {
  readonly service: FaultService;
  readonly op: string;
  readonly part?: number;
}

export class Faults {
  #faults: Fault[] = [];
  #count = 0;

  get list(): readonly Fault[] {
    return this.#faults;
  }

  /** Throws `TypeError` when the order makes no sense. */
  add(order: FaultOrder): Fault {
    if (!FAULT_KINDS.includes(order.what)) throw new TypeError(`no fault ${String(order.what)}`);
    if (order.what === 'delay' && !(order.delayMs && order.delayMs > 0)) throw new TypeError('delay needs delayMs');
    const fault: Fault = { ...order, id: String(++this.#count), seen: 0, hits: 0 };
    this.#faults.push(fault);
    return fault;
  }

  remove(id: string): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
    return this.#faults.length < before;
  }

  clear(): void {
    this.#faults = [];
  }

  /** Every fault that this request is to suffer, in the order in which they were added. */
  take(situation: Situation): readonly Fault[] {
    return this.#faults.filter((fault) => {
      if (!matches(fault.where ?? {}, situation)) return false;
      fault.seen++;
      const times = fault.times ?? 1;
      if (fault.seen < (fault.where?.nth ?? 1) || (times > 0 && fault.hits >= times)) return false;
      fault.hits++;
      return true;
    });
  }
}

const matches = (place: FaultPlace, at: Situation): boolean =>
  (place.service === undefined || place.service === at.service) &&
  (place.op === undefined || place.op === at.op) &&
  (place.part === undefined || place.part === at.part);

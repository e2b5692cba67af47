import { checkOrder, concerns } from './fault-check.js';
import type { FaultOrder, FaultPlace, FaultService } from './fault-order.js';

export { FAULT_KINDS } from './fault-check.js';
export type { FaultKind, FaultOrder, FaultPlace, FaultService } from './fault-order.js';

/** An order and what came of it. Plain JSON. */
export type Fault = FaultOrder & {
  readonly id: string;
  /** Requests that matched. */
  seen: number;
  /** Requests that were spoilt. */
  hits: number;
};

interface Situation {
  readonly service: FaultService;
  readonly op: string;
  readonly part?: number;
}

/** A fault that a request is to suffer. */
export interface Hit {
  readonly fault: Fault;
  /** Aborted when the fault is taken away: nobody is to be held any longer. */
  readonly lifted: AbortSignal;
}

export class Faults {
  #faults = new Map<Fault, AbortController>();
  #count = 0;

  get list(): readonly Fault[] {
    return [...this.#faults.keys()];
  }

  /** Throws `TypeError` when the order makes no sense. */
  add(order: FaultOrder): Fault {
    checkOrder(order);
    const fault: Fault = { ...order, id: String(++this.#count), seen: 0, hits: 0 };
    this.#faults.set(fault, new AbortController());
    return fault;
  }

  remove(id: string): boolean {
    const fault = this.list.find((known) => known.id === id);
    if (fault) this.#lift(fault);
    return fault !== undefined;
  }

  clear(): void {
    for (const fault of this.list) this.#lift(fault);
  }

  /** Every fault that this request is to suffer, in the order in which they were added. */
  take(situation: Situation): readonly Hit[] {
    const hits: Hit[] = [];
    for (const [fault, { signal: lifted }] of this.#faults) {
      if (!concerns(fault.what, situation.service) || !matches(fault.where ?? {}, situation)) continue;
      fault.seen++;
      const { times = 1, where: { nth = 1, every = 1 } = {} } = fault;
      if (fault.seen < nth || (fault.seen - nth) % every !== 0 || (times > 0 && fault.hits >= times)) continue;
      fault.hits++;
      hits.push({ fault, lifted });
    }
    return hits;
  }

  #lift(fault: Fault): void {
    this.#faults.get(fault)?.abort();
    this.#faults.delete(fault);
  }
}

// A preflight is nothing that a page asks for: it neither suffers nor counts unless it is named.
const matches = (place: FaultPlace, at: Situation): boolean =>
  (place.service === undefined || place.service === at.service) &&
  (place.op === undefined ? at.op !== 'Preflight' : place.op === at.op) &&
  (place.part === undefined || place.part === at.part);

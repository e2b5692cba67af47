import { untilAborted } from './until-aborted.js';
import { UploadError } from './error.js';
import type { Lane } from './lanes.js';
import type { Abortable, Clock, Credentials, Target, Ticket } from './ports.js';
import type { WaitReason } from './state.js';

/** Renew when this much of the lifetime is over, so that a part does not outlive its ticket. */
const RENEW_AT = 0.8;
/** What died younger than this was revoked rather than short-lived, and a shorter life would mean renewing without end. */
const SHORTEST_LIFE_MS = 10_000;
/** After a renewal ahead of time that failed for good: the old ticket still serves, so there is no hurry. */
const AGAIN_MS = 30_000;

/** A ticket and when it came. Ages by whichever clock went further: sleep stops the one, a person sets the other. */
export interface HeldTicket {
  readonly ticket: Ticket;
  readonly wall: number;
  readonly monotonic: number;
}

export const holdTicket = (ticket: Ticket, clock: Clock): HeldTicket => ({
  ticket,
  wall: clock.now(),
  monotonic: clock.monotonic(),
});

const ageMs = (held: HeldTicket, clock: Clock): number =>
  Math.max(clock.now() - held.wall, clock.monotonic() - held.monotonic);

interface TicketsOptions {
  readonly clock: Clock;
  readonly held: HeldTicket | undefined;
  /** Where every ticket of this media must lead. */
  readonly target: Target;
  /** Asks the backend, waiting as long as it takes; the lane hears of it. */
  renew(lane: Lane): Promise<Ticket>;
  keep(held: HeldTicket): void;
}

/** Credentials for one run: renewed ahead of time, by one request however many parts ask. */
export class Tickets {
  #held: HeldTicket | undefined;
  #dead: Ticket | undefined;
  #pending: Promise<Credentials> | undefined;
  #notBefore = -Infinity;
  /** How old a ticket was that OSS called expired before its time: its successors will not live longer. */
  #provenMs = Infinity;
  /** Why the renewal that is under way does not get on, and who waits for it. */
  #reason: WaitReason | undefined;
  readonly #waiters = new Set<Lane>();

  constructor(private readonly options: TicketsOptions) {
    this.#held = options.held;
  }

  readonly fresh = async ({ signal, lane }: Abortable & { lane?: Lane }): Promise<Credentials> => {
    const held = this.#held;
    const { clock } = this.options;
    const age = held === undefined || held.ticket === this.#dead ? Infinity : ageMs(held, clock);
    const lifetime = Math.min(held?.ticket.lifetimeMs ?? 0, this.#provenMs);
    if (age < lifetime * RENEW_AT) return held!.ticket.credentials;
    const old = age < lifetime ? held!.ticket.credentials : undefined;
    if (old !== undefined && clock.monotonic() < this.#notBefore) return old;
    this.#pending ??= this.#renew().finally(() => (this.#pending = undefined));
    if (old === undefined) return this.#waitFor(this.#pending, signal, lane);
    this.#pending.catch(() => (this.#notBefore = clock.monotonic() + AGAIN_MS));
    return old;
  };

  /**
   * The store refused these credentials: never use them again. A ticket renewed meanwhile is left alone. `expiredMs` ago
   * they were handed out, where the store called them expired.
   */
  refuse(credentials: Credentials | undefined, expiredMs?: number): void {
    const held = this.#held;
    if (held === undefined || held.ticket.credentials !== credentials) return;
    this.#dead = held.ticket;
    if (expiredMs === undefined) return;
    // It had died some time before it was handed out the last time, nobody knows how long.
    const age = (ageMs(held, this.options.clock) - expiredMs) * RENEW_AT;
    this.#provenMs = Math.min(this.#provenMs, Math.max(SHORTEST_LIFE_MS, age));
  }

  /** Whoever needs the new ticket waits for the same reason as the renewal does. */
  async #waitFor(pending: Promise<Credentials>, signal: AbortSignal, lane: Lane | undefined): Promise<Credentials> {
    if (lane !== undefined) {
      this.#waiters.add(lane);
      if (this.#reason !== undefined) lane.hold(this.#reason);
    }
    try {
      return await untilAborted(pending, signal);
    } finally {
      if (lane !== undefined) this.#waiters.delete(lane);
    }
  }

  #tell(reason: WaitReason | undefined): void {
    this.#reason = reason;
    for (const lane of this.#waiters) {
      if (reason === undefined) lane.proceed();
      else lane.hold(reason);
    }
  }

  async #renew(): Promise<Credentials> {
    const { options } = this;
    const operation = 'RefreshUploadVideo';
    const lane: Lane = {
      hold: (reason) => this.#tell(reason),
      proceed: () => this.#tell(undefined),
      // Whoever moves may do so with a ticket that is valid still: that says nothing of the backend.
      onMove: () => undefined,
      leave: () => undefined,
    };
    const ticket = await options.renew(lane);
    const { bucket, key } = options.target;
    if (ticket.target.bucket !== bucket || ticket.target.key !== key) {
      throw new UploadError('ticket-changed', `${operation} led to another bucket or object than CreateUploadVideo`, {
        operation,
      });
    }
    if (this.#dead !== undefined && ticket.credentials.securityToken === this.#dead.credentials.securityToken) {
      throw new UploadError('credentials-dead', `${operation} returned the credentials that OSS has just refused`, {
        operation,
      });
    }
    this.#held = holdTicket(ticket, options.clock);
    options.keep(this.#held);
    return ticket.credentials;
  }
}

import { UploadError } from './error.js';
import type { Abortable, Clock, Credentials, Target, Ticket } from './ports.js';

/** Renew when this much of the lifetime is over, so that a part does not outlive its ticket. */
const RENEW_AT = 0.8;

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

interface TicketsOptions extends Abortable {
  readonly clock: Clock;
  readonly held: HeldTicket | undefined;
  /** Where every ticket of this media must lead. */
  readonly target: Target;
  /** Asks the backend, waiting as long as it takes. */
  renew(): Promise<Ticket>;
  keep(held: HeldTicket): void;
}

/** Credentials for one run: renewed ahead of time, by one request however many parts ask. */
export class Tickets {
  #held: HeldTicket | undefined;
  #dead: Ticket | undefined;
  #pending: Promise<Credentials> | undefined;

  constructor(private readonly options: TicketsOptions) {
    this.#held = options.held;
  }

  readonly fresh = async ({ signal }: Abortable): Promise<Credentials> => {
    const held = this.#held;
    const age = held === undefined || held.ticket === this.#dead ? Infinity : ageMs(held, this.options.clock);
    const lifetime = held?.ticket.lifetimeMs ?? 0;
    if (age < lifetime * RENEW_AT) return held!.ticket.credentials;
    this.#pending ??= this.#renew().finally(() => (this.#pending = undefined));
    // While the old ticket lives nobody waits; if the renewal fails it is asked for again.
    if (age < lifetime) {
      this.#pending.catch(() => undefined);
      return held!.ticket.credentials;
    }
    const credentials = await this.#pending;
    signal.throwIfAborted();
    return credentials;
  };

  /** The store refused these credentials as expired: never use them again. A ticket renewed meanwhile is left alone. */
  refuse(credentials: Credentials | undefined): void {
    if (this.#held !== undefined && this.#held.ticket.credentials === credentials) this.#dead = this.#held.ticket;
  }

  async #renew(): Promise<Credentials> {
    const { options } = this;
    const ticket = await options.renew();
    const { bucket, key } = options.target;
    if (ticket.target.bucket !== bucket || ticket.target.key !== key) {
      throw new UploadError(
        'ticket-changed',
        'RefreshUploadVideo led to another bucket or object than CreateUploadVideo',
        {
          operation: 'RefreshUploadVideo',
        },
      );
    }
    if (this.#dead !== undefined && ticket.credentials.securityToken === this.#dead.credentials.securityToken) {
      throw new UploadError(
        'credentials-dead',
        'RefreshUploadVideo returned the credentials that OSS has just refused',
        {
          operation: 'RefreshUploadVideo',
        },
      );
    }
    this.#held = holdTicket(ticket, options.clock);
    options.keep(this.#held);
    return ticket.credentials;
  }
}

/** How many parts are sent at once, by all uploads together. */
export interface Window {
  /** What the line bears; Infinity until it said otherwise. */
  readonly limit: number;
  /** What was answered since the limit last changed, or was last thought over. */
  readonly round: { readonly since: number; readonly bytes: number; readonly answers: number };
  /** One more is being tried: bytes per ms without it. */
  readonly without?: number;
  /** Rounds until one more is tried, and how many that are after the next try in vain. */
  readonly rest: number;
  readonly nextRest: number;
  /** One was taken away for a failure, and whether it is missed is not known yet. */
  readonly missing: boolean;
}

/** Nothing speaks against all that there are. */
export const OPEN: Window = {
  limit: Infinity,
  round: { since: 0, bytes: 0, answers: 0 },
  rest: 0,
  nextRest: 2,
  missing: false,
};

/** Of what one more would bring where each has a speed of its own, so much must show. */
const SHOWS = 0.3;
const LONGEST_REST = 32;

/** Connections that may be open now, of at most `most`. */
export const open = ({ limit }: Window, most: number): number => Math.max(1, Math.min(most, Math.floor(limit)));

interface Moment {
  /** Monotonic ms. */
  readonly at: number;
  /** Connections that there are. */
  readonly most: number;
}

const begin = (known: Window, at: number, change: Partial<Window>): Window => {
  const { limit, rest, nextRest, missing } = known;
  return { limit, rest, nextRest, missing, ...change, round: { since: at, bytes: 0, answers: 0 } };
};

/** A part of so many bytes was answered. After a round of answers one more is tried, and kept when it brings something. */
export function answered(known: Window, bytes: number, { at, most }: Moment): Window {
  const { limit, round, without, rest, nextRest } = known;
  if (limit > most || (limit === most && without === undefined)) return limit === Infinity ? known : OPEN;
  const now = { ...round, bytes: round.bytes + bytes, answers: round.answers + 1 };
  if (now.answers < limit) return { ...known, round: now };
  const rate = now.bytes / Math.max(1, at - now.since);
  if (without === undefined)
    return rest > 0 ? begin(known, at, { rest: rest - 1 }) : begin(known, at, { limit: limit + 1, without: rate });
  if (rate >= without * (1 + SHOWS / (limit - 1)))
    return limit === most
      ? OPEN
      : begin(known, at, { limit: limit + 1, without: rate, nextRest: OPEN.nextRest, missing: false });
  return begin(known, at, {
    limit: limit - 1,
    rest: nextRest,
    nextRest: Math.min(LONGEST_REST, nextRest * 2),
    missing: false,
  });
}

/** OSS asks to slow down (429, 503): half of them. Those that are refused together count once: all are still `running`. */
export const refused = (known: Window, running: number, at: number): Window =>
  begin(known, at, { limit: Math.max(1, Math.floor(running / 2)), rest: 0 });

/**
 * A part failed or stalled while `running` were being sent: one fewer, once, until it is known whether that one is missed.
 * Where all fail it is an outage, and their number is not to blame.
 */
export function failed(known: Window, running: number, { at, most }: Moment): Window {
  const limit = Math.min(open(known, most), running) - 1;
  if (known.missing || limit < 1) return known;
  return begin(known, at, { limit, rest: 1, missing: true });
}

/**
 * Connections for each upload, as evenly as can be: nobody more than it `wants`, each that wants any at least one, and
 * what one leaves goes to the others, the first ones first.
 */
export function shares(connections: number, wants: readonly number[]): number[] {
  const given = wants.map(() => 0);
  let left = connections;
  while (left > 0) {
    const wanting = wants.flatMap((want, i) => (given[i]! < want ? [i] : []));
    if (wanting.length === 0) break;
    const each = Math.max(1, Math.floor(left / wanting.length));
    for (const i of wanting) {
      const more = Math.min(each, left, wants[i]! - given[i]!);
      given[i]! += more;
      left -= more;
    }
  }
  return given.map((count, i) => Math.max(count, Math.min(1, wants[i]!)));
}

import type { Exchange } from './exchanges.js';

/** How the parts of one upload went over the link. */
export interface Transfer {
  /** From the first part's first byte on the link to the last part's answer. */
  readonly ms: number;
  /** Of it, when no part was on its way onto the link: every connection waited for an answer, or for the page. */
  readonly idleMs: number;
  /** Of bodies, those that were sent twice included. */
  readonly bytes: number;
  readonly parts: number;
  readonly preflights: number;
  /** Answers that were none or refused. */
  readonly failed: number;
}

const isPart = ({ method, target }: Exchange): boolean => method === 'PUT' && /[?&]partNumber=/.test(target);

/** Throws where no part was answered. */
export function transferOf(exchanges: readonly Exchange[]): Transfer {
  const parts = exchanges.filter(isPart);
  const answered = parts.flatMap(({ answeredAt = Infinity, status }) => (status === 200 ? [answeredAt] : []));
  if (answered.length === 0) throw new RangeError('No part was answered');
  return {
    ms: Math.max(...answered) - Math.min(...parts.map(({ beganAt }) => beganAt)),
    idleMs: idleMs(parts),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: parts.length,
    preflights: exchanges.filter(({ method }) => method === 'OPTIONS').length,
    failed: parts.length - answered.length,
  };
}

function idleMs(parts: readonly Exchange[]): number {
  let idle = 0;
  let busyUntil = Infinity;
  for (const { beganAt, sentAt } of [...parts].sort((a, b) => a.beganAt - b.beganAt)) {
    if (beganAt > busyUntil) idle += beganAt - busyUntil;
    busyUntil = busyUntil === Infinity ? sentAt : Math.max(busyUntil, sentAt);
  }
  return idle;
}

/** One line for each exchange: for looking at where time is lost. */
export function timeline(exchanges: readonly Exchange[]): string[] {
  const start = Math.min(...exchanges.map(({ beganAt }) => beganAt));
  const ms = (at: number | undefined): string => (at === undefined ? '–' : (at - start).toFixed(0)).padStart(7);
  return exchanges.map(({ connection, method, target, bytes, beganAt, sentAt, answeredAt, status }) => {
    const what = /[?&]partNumber=(\d+)/.exec(target)?.[1] ?? target.replace(/[^?]*\/([^/?]*)/, '$1').slice(0, 40);
    const kib = bytes > 0 ? `${(bytes / 1024).toFixed(0)} KiB` : '';
    return `#${String(connection).padEnd(2)} ${ms(beganAt)} ${ms(sentAt)} ${ms(answeredAt)} ${status ?? '–'} ${method} ${what} ${kib}`;
  });
}

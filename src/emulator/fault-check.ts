import type { FaultKind, FaultOrder, FaultService } from './fault-order.js';

/** What a value must be, in words, and whether it is. */
type Rule = readonly [must: string, holds: (value: unknown) => boolean];
type Fields = Readonly<Record<string, Rule>>;

const whole = (least: number, value: unknown): boolean => Number.isInteger(value) && (value as number) >= least;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
// A timer of more ms than this fires at once.
const LONGEST_MS = 2 ** 31 - 1;

const TEXT: Rule = ['a text', isText];
const COUNT: Rule = ['a whole number from 0', (value) => whole(0, value)];
const FROM_ONE: Rule = ['a whole number from 1', (value) => whole(1, value)];
const YES: Rule = ['true, or absent', (value) => value === true];
const MS: Rule = ['a number of ms above 0', (value) => typeof value === 'number' && value > 0 && value <= LONGEST_MS];
const PACE: Rule = ['a number of bytes above 0', (value) => typeof value === 'number' && value > 0 && value < Infinity];
const SKEW: Rule = ['a number of ms other than 0', (value) => Number.isFinite(value) && value !== 0];
const isStatus = (value: unknown): boolean => whole(200, value) && (value as number) <= 599;
const BARE_STATUS: Rule = ['an HTTP status from 200 to 599', isStatus];
const STATUS: Rule = [
  'an HTTP status from 200 to 599 that has a body',
  (value) => isStatus(value) && ![204, 205, 304].includes(value as number),
];
const NAMES: Rule = [
  'a list of header names',
  (value) => Array.isArray(value) && value.length > 0 && value.every((name) => isText(name)),
];
const HEADERS: Rule = [
  'headers and their values',
  (value) =>
    typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string'),
];
const SERVICE: Rule = ['oss, vod or backend', (value) => ['oss', 'vod', 'backend'].includes(value as string)];
const PLACE: Fields = { service: SERVICE, op: TEXT, part: FROM_ONE, nth: FROM_ONE, every: FROM_ONE };

const EVERYWHERE: readonly FaultService[] = ['oss', 'vod', 'backend'];

interface KindRules {
  readonly must?: Fields;
  readonly may?: Fields;
  /** Where it means anything. */
  readonly services?: readonly FaultService[];
  /** A preflight has no body, no token and no date. */
  readonly preflight?: false;
}

const REFUSAL: KindRules = { may: { status: STATUS, code: TEXT, message: TEXT, headers: HEADERS } };

const KINDS: Readonly<Record<FaultKind, KindRules>> = {
  status: REFUSAL,
  'xml-code': REFUSAL,
  html: { may: { status: STATUS, headers: HEADERS } },
  empty: { may: { status: BARE_STATUS, headers: HEADERS } },
  'expired-token': { may: { headers: HEADERS }, preflight: false },
  delay: { must: { delayMs: MS } },
  'delay-after': { must: { delayMs: MS } },
  'cut-before': { may: { afterBytes: COUNT, reset: YES } },
  'cut-after': { may: { reset: YES } },
  hang: { may: { afterBytes: COUNT, after: YES } },
  slow: { must: { bytesPerSecond: PACE }, preflight: false },
  truncate: {},
  corrupt: { may: { atByte: COUNT }, services: ['oss', 'backend'], preflight: false },
  strip: { must: { strip: NAMES } },
  'no-cors': { services: ['oss', 'backend'] },
  skew: { must: { skewMs: SKEW }, services: ['oss', 'vod'], preflight: false },
};

export const FAULT_KINDS = Object.keys(KINDS) as readonly FaultKind[];

/** Does this kind of fault mean anything to that service? */
export const concerns = (what: FaultKind, service: FaultService): boolean =>
  (KINDS[what].services ?? EVERYWHERE).includes(service);

/** Throws `TypeError` that says what to do when an order, which may come from a page as JSON, makes no sense. */
export function checkOrder(order: unknown): asserts order is FaultOrder {
  if (!isRecord(order)) throw new TypeError('a fault must be an object with what');
  const { what, where = {}, times, ...fields } = order;
  if (typeof what !== 'string' || !Object.hasOwn(KINDS, what))
    throw new TypeError(`no fault ${String(what)}; there are ${FAULT_KINDS.join(', ')}`);
  const { must = {}, may = {}, services, preflight } = KINDS[what as FaultKind];
  if (!isRecord(where)) throw new TypeError('where must be an object');
  checkFields('where', where, {}, PLACE);
  checkFields(what, { ...fields, ...(times !== undefined && { times }) }, must, { ...may, times: COUNT });
  const service = where.service as FaultService | undefined;
  if (services && service !== undefined && !services.includes(service))
    throw new TypeError(`${what} means nothing to ${service}; order it for ${services.join(' or ')}`);
  if (preflight === false && where.op === 'Preflight')
    throw new TypeError(`${what} means nothing to a preflight; name another op`);
  if (where.op === 'Preflight' && service === 'vod')
    throw new TypeError('vod gets no preflight; order it for oss or backend');
  if (where.part !== undefined && service !== undefined && service !== 'oss')
    throw new TypeError('only oss has parts; leave part out');
  if (fields.after !== undefined && fields.afterBytes !== undefined)
    throw new TypeError('hang takes after or afterBytes, not both');
}

function checkFields(owner: string, given: Readonly<Record<string, unknown>>, must: Fields, may: Fields): void {
  const rules = { ...must, ...may };
  for (const name of Object.keys(must)) if (given[name] === undefined) throw new TypeError(`${owner} needs ${name}`);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) throw new TypeError(`${owner} takes no ${name}; it takes ${Object.keys(rules).join(', ')}`);
    if (!rule[1](value)) throw new TypeError(`${owner}: ${name} must be ${rule[0]}`);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

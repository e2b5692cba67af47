import { UploadError } from '../engine/error.js';
import type { Ticket } from '../engine/ports.js';
import { decodeTicket } from '../vod/ticket.js';
import { field, isFields, number, parseJson, text, type Fields } from '../vod/quirks.js';
import type { Notes } from './findings.js';

const MINUTE_MS = 60_000;
/** Renewals begin at 80 %: below this a slow line is never without one. */
const SHORT_MS = 15 * MINUTE_MS;

const AS_IS = 'Pass UploadAddress and UploadAuth on as VOD gave them.';
const ANEW = 'Ask VOD for each request; keep no answer of its but for the same Idempotency-Key.';

/** Notes what is wrong with the ticket of a reply, and gives what an upload would work with. */
export function judgeTicket(notes: Notes, reply: Fields, now: number, name = 'ticket'): Ticket | undefined {
  let ticket: Ticket;
  try {
    ticket = decodeTicket(reply, now);
  } catch (thrown) {
    // Its message names the field and never shows its content.
    return void notes.fail(name, `${UploadError.from(thrown).message}.`, AS_IS);
  }
  const [address, auth] = [decoded(reply, 'UploadAddress'), decoded(reply, 'UploadAuth')];
  const counted = counting(notes);
  if (isFields(field(reply, 'UploadAuth')))
    counted.warn(name, 'UploadAuth is decoded already, so that secrets stand in logs and tools as they are.', AS_IS);
  if (field(address, 'AccessKeySecret') !== undefined)
    counted.warn(name, 'UploadAddress and UploadAuth are the other way round; not every client sees that.', AS_IS);
  else lifetime(counted, name, auth, now);
  if (/^LTAI/i.test(ticket.credentials.accessKeyId))
    counted.warn(
      name,
      'Its AccessKeyId is that of an account (LTAI…), not of temporary credentials (STS.…).',
      'Where this is your own key, revoke it, and hand out what CreateUploadVideo gives.',
    );
  where(counted, name, ticket, auth);
  if (counted.count === 0) notes.ok(name, describe(ticket, auth));
  return ticket;
}

/** Counts them beside noting them. */
function counting({ warn, fail }: Notes) {
  const counted = {
    count: 0,
    warn(...note: Parameters<Notes['warn']>): void {
      counted.count++;
      warn(...note);
    },
    fail(...note: Parameters<Notes['fail']>): void {
      counted.count++;
      fail(...note);
    },
  };
  return counted;
}
type Counted = ReturnType<typeof counting>;

function lifetime(notes: Counted, name: string, auth: Fields, now: number): void {
  const expiration = text(field(auth, 'Expiration'));
  const until = Date.parse(text(field(auth, 'ExpireUTCTime')) ?? '');
  if (expiration === undefined) return notes.fail(name, 'UploadAuth has no Expiration.', AS_IS);
  const seconds = number(expiration);
  const left = seconds === undefined ? Date.parse(expiration) - now : seconds * 1000;
  if (Number.isNaN(left))
    return notes.fail(name, 'UploadAuth.Expiration is neither seconds (“3600”) nor a date.', AS_IS);
  const over = Number.isNaN(until) ? left <= 0 : until <= now || left <= 0;
  if (over) return notes.fail(name, 'The ticket has expired already.', ANEW);
  const lives = Math.min(left, Number.isNaN(until) ? left : until - now);
  if (lives < SHORT_MS)
    notes.warn(name, `The ticket lives for ${spell(lives)} only: it is renewed all the time. VOD gives 50 min.`, ANEW);
}

function where(notes: Counted, name: string, { target }: Ticket, auth: Fields): void {
  const { protocol, hostname } = new URL(target.endpoint);
  const region = text(field(auth, 'Region'))?.replace(/^oss-/, '');
  const ofEndpoint = /^oss-((?!accelerate)[a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/i.exec(hostname)?.[1];
  if (/-internal\.aliyuncs\.com$/i.test(hostname))
    notes.fail(name, `Its Endpoint, ${hostname}, can be reached from inside Alibaba Cloud only.`, AS_IS);
  if (region !== undefined && ofEndpoint !== undefined && ofEndpoint !== region)
    notes.fail(name, `Its Endpoint is in ${ofEndpoint} and its Region is ${region}: it mixes two of them.`, AS_IS);
  if (protocol === 'http:' && !isLoopback(hostname))
    notes.warn(name, 'Its Endpoint is http: a page on https may not send there.', 'Use the Endpoint that VOD gives.');
}

function describe({ target, lifetimeMs }: Ticket, auth: Fields): string {
  const until = text(field(auth, 'ExpireUTCTime'));
  const life = until === undefined ? `for ${spell(lifetimeMs)}` : `until ${until}`;
  return `can be read: bucket ${target.bucket} at ${target.endpoint}, good ${life}`;
}

function decoded(reply: Fields, name: string): Fields {
  const value = field(reply, name);
  if (isFields(value)) return value;
  const written = String(value).trim();
  if (written.startsWith('{')) return objectIn(written);
  const base64 = written.replaceAll('-', '+').replaceAll('_', '/').replaceAll(' ', '+');
  // It was decoded before.
  return objectIn(new TextDecoder().decode(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))));
}

function objectIn(json: string): Fields {
  const read = parseJson(json);
  return isFields(read) ? read : {};
}

/** This machine, by whatever of its names. */
export const isLoopback = (hostname: string): boolean => /(^|\.)localhost$|^127\.|^\[::1\]$/.test(hostname);

const spell = (ms: number): string =>
  ms < MINUTE_MS ? `${Math.floor(ms / 1000)} s` : `${Math.floor(ms / MINUTE_MS)} min`;

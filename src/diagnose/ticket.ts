import type { Check } from '../engine/diagnosis.js';
import type { Ticket } from '../engine/ports.js';
import { regionOf } from '../oss/address.js';
import type { BackendFindings } from './backend.js';
import { noTicket } from './backend.js';
import type { BucketFindings } from './bucket.js';
import { cut, failed, ok, warning } from './check.js';

const MINUTE_MS = 60_000;
/** Renewals begin at 80 %: below this a slow connection is never without one. */
const SHORT_MS = 15 * MINUTE_MS;
/** OSS itself refuses beyond 15 minutes; uploads correct that, other things on this computer do not. */
const NOTABLE_MS = 2 * MINUTE_MS;

export function checkTicket({ ticket, unreadable }: BackendFindings): Check {
  if (unreadable) {
    // Its message names the field and never shows its content.
    const says = `${unreadable.message}. The backend must pass UploadAddress and UploadAuth on as VOD gave them.`;
    return failed('ticket', says);
  }
  if (!ticket) return noTicket('ticket');
  const { endpoint, bucket, key, region, cname } = ticket.target;
  const where = `bucket ${cut(bucket)}, object ${cut(key)} at ${endpoint}`;
  const ofEndpoint = regionOf({ endpoint, bucket, key });
  if (region && ofEndpoint && ofEndpoint !== region && !cname) {
    return failed('ticket', `It is for ${where}, which is not in its region ${region}: it mixes two regions.`);
  }
  if (!(region ?? ofEndpoint)) {
    return warning('ticket', `It is for ${where} and tells no region: only old signatures can be made. Set region.`);
  }
  return ok('ticket', `It is for ${where}, region ${region ?? ofEndpoint}.`);
}

export function checkLifetime({ ticket }: BackendFindings, bucket: BucketFindings | undefined): Check {
  if (!ticket) return noTicket('ticket-lifetime');
  if (bucket?.failure?.code === 'credentials-expired') {
    return failed(
      'ticket-lifetime',
      'OSS calls the ticket expired right after it was given: the backend must ask VOD each time, not keep an answer.',
    );
  }
  const minutes = Math.floor(ticket.lifetimeMs / MINUTE_MS);
  return ticket.lifetimeMs < SHORT_MS
    ? warning('ticket-lifetime', `It lives for ${minutes} min only: it is renewed all the time. VOD gives 50 min.`)
    : ok('ticket-lifetime', `It lives for ${minutes} min.`);
}

/** OSS’s word before the ticket’s, which `skewOf` reads (ms ahead): a backend may have kept the ticket for a while. */
export function checkClock(
  { ticket }: BackendFindings,
  bucket: BucketFindings | undefined,
  skewOf: (ticket: Ticket) => number | undefined,
): Check {
  if (!ticket) return noTicket('clock');
  const aheadMs = bucket?.aheadMs ?? skewOf(ticket);
  if (aheadMs === undefined) return ok('clock', 'OSS takes this computer’s time; nothing says how exact it is.');
  if (Math.abs(aheadMs) < NOTABLE_MS) return ok('clock', 'This computer’s clock is right.');
  const by = spell(Math.abs(aheadMs));
  const says = `This computer’s clock is ${by} ${aheadMs > 0 ? 'ahead of' : 'behind'} the server’s. Uploads allow for that; set the clock all the same.`;
  return warning('clock', says);
}

const spell = (ms: number): string => {
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

import type { DiagnoseOptions, Diagnosis } from '../engine/diagnosis.js';
import type { Ticket } from '../engine/ports.js';
import type { Uploader } from '../engine/uploader.js';
import { askBackend } from './backend.js';
import { checkBucket } from './bucket-checks.js';
import { probeBucket } from './bucket.js';
import type { Kit } from './kit.js';
import { checkPage } from './page.js';
import { report } from './report.js';
import { checkClock, checkLifetime, checkTicket } from './ticket.js';

/** Looks at the page, the backend, a ticket and the bucket, one after the other. Rejects only with the signal's reason. */
export async function examine(
  uploader: Pick<Uploader, 'state' | 'listResumable'>,
  kit: Kit,
  { create = false, signal = new AbortController().signal }: DiagnoseOptions,
): Promise<Diagnosis> {
  signal.throwIfAborted();
  const page = await checkPage(kit, signal);
  const backend = await askBackend({ kit, uploader, create, signal });
  const received = kit.clock.now();
  const { ticket } = backend;
  const bucket = ticket && (await probeBucket(ticket, kit, signal));
  const aheadMs = ({ issuedAt }: Ticket) => (issuedAt === undefined ? undefined : received - issuedAt);
  const checks = [
    ...page,
    backend.check,
    checkTicket(backend),
    checkLifetime(backend, bucket),
    checkClock(backend, bucket, aheadMs),
    ...checkBucket(bucket, ticket?.target),
  ];
  return report(checks, ticket);
}

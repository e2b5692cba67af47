import type { Check, CheckResult, Diagnosis } from '../engine/diagnosis.js';
import type { Ticket } from '../engine/ports.js';
import { cut } from './check.js';
import { VERSION } from './version.js';

const SIGNS: Readonly<Record<CheckResult, string>> = {
  ok: 'ok     ',
  warning: 'WARNING',
  failed: 'FAILED ',
  skipped: '-      ',
};

/** The report, without anything of the ticket that is secret, whatever an answer may have echoed. */
export function report(checks: readonly Check[], ticket: Ticket | undefined): Diagnosis {
  const clean = checks.map((check) => Object.freeze({ ...check, says: withheld(check.says, ticket) }));
  const width = Math.max(...clean.map(({ name }) => name.length));
  const lines = clean.map(({ name, result, says }) => `${SIGNS[result]}  ${name.padEnd(width)}  ${says}`);
  const { location, navigator } = globalThis;
  const text = [`vod-uploader ${VERSION} on ${location.origin}`, navigator.userAgent, '', ...lines].join('\n');
  return Object.freeze({
    ok: !clean.some(({ result }) => result === 'failed'),
    checks: Object.freeze(clean),
    text,
  });
}

function withheld(says: string, ticket: Ticket | undefined): string {
  if (!ticket) return says;
  const { accessKeyId, accessKeySecret, securityToken } = ticket.credentials;
  const { key, bucket } = ticket.target;
  let text = says;
  for (const secret of [accessKeyId, accessKeySecret, securityToken]) text = text.replaceAll(secret, '(withheld)');
  for (const name of [key, bucket]) text = text.replaceAll(name, cut(name));
  return text;
}

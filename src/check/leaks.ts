import { field, isFields, parseJson, text, unwrap } from '../vod/quirks.js';
import { errorIn } from './answers.js';
import { isGood, type Heard } from './talk.js';
import type { Visit } from './visit.js';

/** What must not stand in an answer, besides the ticket. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/LTAI[\w-]{8,}/, 'the AccessKey id of an account (LTAI…)'],
  [/access_?key_?secret["']?\s*[:=]\s*["']?[\w+/=-]{8,}/i, 'an AccessKeySecret'],
  [/security_?token["']?\s*[:=]\s*["']?[\w+/=%-]{8,}/i, 'a SecurityToken'],
];
/** In errors only: a good answer's play URL is signed, and is for the page. */
const IN_ERRORS: readonly (readonly [RegExp, string])[] = [
  [/[?&]Signature=[\w%+/=-]{8,}/i, 'a signed URL'],
  [/string to sign|StringToSign/i, 'what was signed'],
];
const TRACE = /(?:\n|\\n)\s+at .+:\d+:\d+|Traceback \(most recent call last\)|Stack trace:|\bon line \d+|\.java:\d+\)/;

/** Looks through everything that was answered. Says which answer holds what, and never shows it. */
export function checkLeaks({ talk, notes }: Visit): void {
  const note = notes('All answers');
  if (talk.heard.length === 0) return note.skip('secrets', 'there was no answer to look at');
  const tickets = talk.heard.filter(isGood).flatMap(secretsIn);
  const found = talk.heard.flatMap((heard) => leakIn(heard, tickets).map((what) => ({ what, asked: heard.asked })));
  const [first] = found;
  if (first)
    note.fail(
      'secrets',
      `The answer to ${first.asked} holds ${first.what}${found.length > 1 ? `, and ${found.length - 1} more like it` : ''}.`,
      'Answer with Code and Message of the API alone, and keep errors of your client in your log. What has leaked has to be revoked.',
    );
  else note.ok('secrets', 'none beside the tickets');
  const trace = talk.heard.find(({ status, body }) => status >= 400 && TRACE.test(body));
  if (trace)
    note.warn(
      'stack traces',
      `The answer to ${trace.asked} (HTTP ${trace.status}) shows the backend’s code.`,
      'Switch debugging off.',
    );
}

function leakIn(heard: Heard, tickets: readonly string[]): readonly string[] {
  const headers = [...heard.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const text = `${withoutTicket(heard)}\n${headers}`;
  const patterns = isGood(heard) ? SECRETS : [...SECRETS, ...IN_ERRORS];
  const named = patterns.find(([pattern]) => pattern.test(text));
  if (named) return [named[1]];
  return tickets.some((secret) => text.includes(secret)) ? ['the credentials of a ticket'] : [];
}

/** The body without what it is there to hand over. */
function withoutTicket({ body, json }: Heard): string {
  if (!isFields(json)) return body;
  return JSON.stringify(json, (name, value: unknown) => (/^upload_?(auth|address)$/i.test(name) ? '' : value));
}

function secretsIn({ json }: Heard): readonly string[] {
  const fields = unwrap(json, ['UploadAuth']);
  const auth = fields && field(fields, 'UploadAuth');
  if (auth === undefined) return [];
  const read = isFields(auth) ? auth : parseJson(decoded(text(auth) ?? ''));
  if (!isFields(read)) return [];
  return ['AccessKeySecret', 'SecurityToken']
    .flatMap((name) => text(field(read, name)) ?? [])
    .filter((secret) => secret.length >= 8);
}

function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return base64;
  }
}

/** Refusals are in the API's own shape: by their `Code` the page finds the words, and the field they belong to. */
export function checkErrorShape({ talk, notes }: Visit): void {
  const note = notes('All answers');
  // Before an action is reached the framework speaks, and the page goes by the status.
  const own = talk.heard.filter(
    ({ status, method, action }) =>
      status >= 400 &&
      method === 'POST' &&
      action !== 'NobodysAction' &&
      ![401, 404, 405, 413, 415, 429, 501].includes(status),
  );
  const mend = 'Answer {"RequestId": …, "Code": …, "Message": …}: VOD’s own, or a Code of yours in its style.';
  const xml = own.find(({ body }) => /^\s*</.test(body));
  const bare = own.filter((heard) => errorIn(heard).code === undefined);
  const mute = own.filter((heard) => errorIn(heard).message === undefined);
  const count = (list: readonly Heard[]): string => (list.length > 1 ? `, and ${list.length - 1} more` : '');
  if (xml) note.fail('errors', `The answer to ${xml.asked} (HTTP ${xml.status}) is XML or a page.`, mend);
  else if (bare[0])
    note.fail('errors', `The answer to ${bare[0].asked} (HTTP ${bare[0].status}) has no Code${count(bare)}.`, mend);
  else if (mute[0])
    note.fail('errors', `The answer to ${mute[0].asked} (HTTP ${mute[0].status}) has no Message${count(mute)}.`, mend);
  else if (own.length === 0) note.skip('errors', 'there were none to look at');
  else note.ok('errors', 'have Code and Message');
}

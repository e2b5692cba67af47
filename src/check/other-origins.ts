import { IDEMPOTENCY_HEADER } from '../vod/protocol.js';
import { told } from './answers.js';
import type { Created } from './creating.js';
import type { Notes } from './findings.js';
import { headerOf, listOf } from './header.js';
import { isGood, type Heard } from './talk.js';
import type { Visit } from './visit.js';

/** Nobody's site. */
const STRANGER = 'https://another-site.invalid';

/** What a page of another origin needs, and what only the named ones may have. */
export async function checkOrigins(visit: Visit, { heard }: Created): Promise<void> {
  const { options } = visit;
  const notes = visit.notes('Other origins');
  if (options.origin === undefined)
    notes.skip('CORS', 'not looked at: --origin https://… names the page’s origin, where it is not the backend’s own');
  else {
    const preflight = await ask(visit, options.origin);
    if (judgePreflight(notes, visit, preflight, options.origin)) judgeAnswers(notes, visit, heard, options.origin);
  }
  await checkStranger(visit, notes);
}

/** What a browser asks before the page's own request. */
const ask = ({ talk, options }: Visit, origin: string): Promise<Heard> =>
  talk.ask(
    'CreateUploadVideo',
    {},
    {
      method: 'OPTIONS',
      who: 'nobody',
      about: `by OPTIONS from ${origin}`,
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': [...needed(options.headers), IDEMPOTENCY_HEADER.toLowerCase()]
          .sort()
          .join(','),
      },
    },
  );

/** Cookies are no header of the page's. */
const isByCookie = (headers: Readonly<Record<string, string>> = {}): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'cookie');

const needed = (headers: Readonly<Record<string, string>> = {}): readonly string[] => [
  'content-type',
  ...Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter((name) => name !== 'cookie'),
];

function judgePreflight(notes: Notes, { options }: Visit, heard: Heard, origin: string): boolean {
  const fail = (says: string, mend: string): false => {
    notes.fail('preflight', says, mend);
    return false;
  };
  if (!isGood(heard))
    return fail(
      `The browser’s preflight (OPTIONS) was answered with ${told(heard)}, so no request would follow.`,
      'Answer OPTIONS with 204 before looking at sessions: a preflight has none.',
    );
  const missing = lacks(heard, origin, isByCookie(options.headers));
  if (missing) return fail(`The preflight’s answer ${missing}.`, `Allow exactly ${origin}.`);
  const allowed = listOf(headerOf(heard, 'access-control-allow-headers'));
  const takes = (name: string): boolean =>
    allowed.includes(name) || (allowed.includes('*') && name !== 'authorization' && !isByCookie(options.headers));
  const refused = needed(options.headers).filter((name) => !takes(name));
  if (refused.length > 0)
    return fail(
      `The preflight’s answer does not allow ${refused.join(', ')}.`,
      `Access-Control-Allow-Headers: ${[...needed(options.headers), 'idempotency-key'].join(', ')} (“*” leaves Authorization out, and means nothing with cookies).`,
    );
  if (!takes('idempotency-key'))
    notes.warn(
      'preflight',
      'The preflight’s answer does not allow idempotency-key: from there a create that is repeated makes a second media.',
      'Add it to Access-Control-Allow-Headers, and set idempotency on the page.',
    );
  else notes.ok('preflight', `lets ${origin} ask`);
  return true;
}

/** The answers themselves: a browser hides those that do not say so again. */
function judgeAnswers(notes: Notes, { talk, options }: Visit, good: Heard, origin: string): void {
  const posts = talk.heard.filter(({ method, who }) => method === 'POST' && who !== 'other');
  const hidden = posts.filter((heard) => lacks(heard, origin, isByCookie(options.headers)) !== undefined);
  const [first] = hidden;
  if (first) {
    const more = hidden.length > 1 ? `, and so it is with ${hidden.length - 1} more of ${posts.length}` : '';
    return notes.fail(
      'answers',
      `The answer to ${first.asked} (HTTP ${first.status}) ${lacks(first, origin, isByCookie(options.headers))}${more}: the browser hides it, and the page sees a network that fails.`,
      'Set the CORS headers on every answer, on those with an error too.',
    );
  }
  const isNamed = headerOf(good, 'access-control-allow-origin') !== '*';
  if (isNamed && !listOf(headerOf(good, 'vary')).some((name) => name === 'origin' || name === '*'))
    notes.warn(
      'answers',
      `They name ${origin} and lack Vary: Origin: a cache may give them to others.`,
      'Add Vary: Origin.',
    );
  else notes.ok('answers', `can be read by ${origin}`);
  const exposed = listOf(headerOf(good, 'access-control-expose-headers'));
  if (!exposed.includes('retry-after') && !(exposed.includes('*') && !isByCookie(options.headers)))
    notes.warn(
      'Retry-After',
      'Retry-After is not exposed: the page cannot see how long it is asked to wait.',
      'Access-Control-Expose-Headers: Retry-After',
    );
}

/** Why a browser would keep the answer from a page of `origin`. */
function lacks(heard: Heard, origin: string, byCookie: boolean): string | undefined {
  const allowed = headerOf(heard, 'access-control-allow-origin');
  if (allowed === '') return 'has no Access-Control-Allow-Origin';
  if (allowed === '*' && byCookie) return 'allows any origin (*), which does not count for requests with cookies';
  if (allowed !== '*' && allowed !== origin) return `allows ${allowed.slice(0, 80)}, which is not ${origin}`;
  if (byCookie && headerOf(heard, 'access-control-allow-credentials') !== 'true')
    return 'does not allow cookies (Access-Control-Allow-Credentials: true)';
  return undefined;
}

/** Any site together with cookies: every page could act for whoever visits it. */
async function checkStranger(visit: Visit, notes: Notes): Promise<void> {
  const heard = await ask(visit, STRANGER);
  const allowed = headerOf(heard, 'access-control-allow-origin');
  const withCookies = headerOf(heard, 'access-control-allow-credentials') === 'true';
  if (withCookies && allowed === STRANGER)
    return notes.fail(
      'any site',
      'Every origin is allowed, with cookies: any site can upload and read for whoever visits it.',
      'Allow the origins of your pages by name.',
    );
  notes.ok('any site', allowed === '' ? 'is not allowed' : 'is allowed, without cookies');
}

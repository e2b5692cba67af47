import { failureOf } from '../vod/answer.js';
import { excerptOf } from '../vod/excerpt.js';
import { BACKEND_MISCONFIGURED, type Action } from '../vod/protocol.js';
import { field, isFields, text, type Fields } from '../vod/quirks.js';
import type { Notes } from './findings.js';
import { isGood, type Heard } from './talk.js';

/** The API's own words in an error, wherever the page finds them too. */
export function errorIn(heard: Heard): { readonly code?: string; readonly message?: string } {
  const fields = isFields(heard.json) ? heard.json : {};
  const code = takenFor(heard).detail.serviceCode ?? text(field(fields, 'Code'));
  const inner = ['data', 'error'].map((name) => field(fields, name)).find(isFields);
  const message = text(field(fields, 'Message')) ?? (inner && text(field(inner, 'Message')));
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}

/** What the page makes of an answer that is no good one. */
export const takenFor = (heard: Heard) => failureOf(heard.action as Action, heard, 0);

/** The page would say: this backend does not have that action. */
export const isMissing = (heard: Heard): boolean => !isGood(heard) && takenFor(heard).code === 'backend-unsupported';

/** Status, code and message of an answer in a few words, without anything that may be secret. */
export function told(heard: Heard): string {
  const { code, message } = isGood(heard) ? {} : errorIn(heard);
  const words = message ?? (code === undefined ? heard.body : undefined);
  const excerpt = words === undefined || words.trim() === '' ? undefined : `“${excerptOf(words)}”`;
  return [`HTTP ${heard.status}`, code, excerpt].filter(Boolean).join(' ');
}

/** A redirect is followed by the browser, and where it leads to is rarely what was asked for. */
export const isRedirect = ({ status }: Heard): boolean => status >= 300 && status <= 399;

/** The good answer's object; notes what is wrong where there is none. */
export function goodReply(notes: Notes, name: string, heard: Heard, mend: string): Fields | undefined {
  if (!isGood(heard)) return void notes.fail(name, `${heard.asked} was answered with ${told(heard)}.`, mend);
  if (isFields(heard.json)) return heard.json;
  const what = heard.body.trim() === '' ? 'nothing' : /^\s*</.test(heard.body) ? 'a page or XML' : 'no JSON object';
  notes.fail(
    name,
    `${heard.asked} was answered with HTTP ${heard.status} and ${what}.`,
    'Answer with the API’s own reply as a JSON object (ask VOD with Format=JSON).',
  );
  return undefined;
}

interface Expected {
  /** The API's, by which the page finds the words and the field for it. */
  readonly code?: RegExp;
  readonly mend: string;
}

/** The question was wrong, and has to be answered with 4xx; true when it was. */
export function expectRefusal(notes: Notes, name: string, heard: Heard, { code, mend }: Expected): boolean {
  const { status, asked } = heard;
  const fail = (says: string, what = mend): false => {
    notes.fail(name, says, what);
    return false;
  };
  if (isGood(heard)) return fail(`${asked} was accepted (HTTP ${status}).`);
  if (isRedirect(heard)) return fail(`${asked} was answered with a redirect (HTTP ${status}).`);
  if (status === 401)
    return fail(
      `${asked} was answered with 401, which means “sign in”: the upload would wait for it for ever.`,
      `Keep 401 for whoever has no session. ${mend}`,
    );
  if (status >= 500)
    return fail(
      `${asked} was answered with ${told(heard)}: the page takes that for ${errorIn(heard).code === BACKEND_MISCONFIGURED ? 'a backend that is not set up' : 'a fault that passes, and asks again and again'}.`,
      `Answer 4xx to what is the request’s own fault. ${mend}`,
    );
  if (isMissing(heard))
    return fail(
      `${asked} was answered with ${told(heard)}: the page takes that for an action that this backend does not have.`,
      'Answer with the API’s own Code, or with 400.',
    );
  const said = errorIn(heard).code;
  if (code !== undefined && !code.test(said ?? ''))
    notes.warn(
      name,
      `${asked} was refused with ${told(heard)}; the page knows what to say where the Code is ${wordsOf(code)}.`,
      'Pass the API’s own Code on.',
    );
  else notes.ok(name, `refused (${[`HTTP ${status}`, said].filter(Boolean).join(' ')})`);
  return true;
}

const wordsOf = (code: RegExp): string => code.source.replace(/[\\^$]/g, '').replaceAll('|', ' or ');

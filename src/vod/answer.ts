import { UploadError, type ErrorCode, type ErrorDetail } from '../engine/error.js';
import type { Reply } from './ask.js';
import { excerptOf } from './excerpt.js';
import { parameterFault } from './parameter-faults.js';
import { BACKEND_MISCONFIGURED, type Action } from './protocol.js';
import { field, isFields, number, parseJson, text, type Fields } from './quirks.js';

/** What a backend answered, over HTTP or by an error of a page's own function. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string | null;
  /** A sign-in page is what a redirect usually leads to. */
  readonly redirected?: boolean;
}

export async function answerOf(response: Response): Promise<Answer> {
  const { status, redirected, headers } = response;
  return { status, redirected, retryAfter: headers.get('retry-after'), body: await response.text() };
}

/** The JSON of a good answer; throws the `UploadError` that any other one means. `now` is wall time, for `Retry-After`. */
export function readAnswer(action: Action, answer: Answer, now: number): Reply {
  if (answer.status < 200 || answer.status > 299) throw failureOf(action, answer, now);
  const json = parseJson(answer.body);
  if (isFields(json) || typeof json === 'string') return { value: json, status: answer.status };
  const what = answer.body.trim() === '' ? 'nothing' : 'something that is no JSON object';
  const hint = answer.redirected ? ' after a redirect; does it want a sign-in?' : '';
  throw malformed(action, `was answered with ${what}${hint}`, answer);
}

/** A good answer that lacks what it must have. */
export const malformed = (action: Action, what: string, answer: { status?: number; body: string }): UploadError =>
  new UploadError('backend-malformed', `${action} ${what}`, {
    operation: action,
    ...(answer.status !== undefined && { status: answer.status }),
    excerpt: excerptOf(answer.body),
  });

/** What was read of a reply; throws where it lacks what it must have. */
export function understood<T>(action: Action, reply: Reply, read: T | undefined): T {
  if (read !== undefined) return read;
  throw malformed(action, 'was answered without the fields of its reply', {
    ...reply,
    body: JSON.stringify(reply.value) ?? '',
  });
}

export const unsupported = (action: Action, status?: number): UploadError =>
  new UploadError('backend-unsupported', `This backend does not have ${action}`, {
    operation: action,
    ...(status !== undefined && { status }),
  });

interface ErrorFields {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
}

/** What an answer with an error status means. */
export function failureOf(action: Action, answer: Answer, now: number): UploadError {
  const { status, body } = answer;
  const json = parseJson(body);
  const error = isFields(json) ? readError(json) : readXmlError(body);
  const retryAfterMs = readRetryAfter(answer.retryAfter, now);
  const detail: ErrorDetail = {
    operation: action,
    status,
    ...(error.code !== undefined && { serviceCode: error.code }),
    ...(error.requestId !== undefined && { requestId: error.requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(error.code === undefined && { excerpt: excerptOf(body) }),
  };
  const said = error.message === undefined ? '' : `: ${excerptOf(error.message)}`;
  const fail = (code: ErrorCode): UploadError =>
    new UploadError(
      code,
      `${action} was answered with ${[status, error.code].filter(Boolean).join(' ')}${said}`,
      detail,
    );

  if (status === 401) return fail('backend-sign-in');
  if (isMissingAction(status, error.code)) {
    // Nothing works without a create: there the address is wrong.
    if (action !== 'CreateUploadVideo') return unsupported(action, status);
    return new UploadError('backend-malformed', `There is no ${action} at this endpoint (${status})`, detail);
  }
  // Somebody has to mend it first; asking again would not help.
  if (error.code === BACKEND_MISCONFIGURED) return fail('backend-refused');
  if (status >= 500 || status === 408 || status === 429 || /^Throttling/i.test(error.code ?? ''))
    return fail('backend-busy');
  if (action === 'RefreshUploadVideo' && error.code === 'InvalidVideo.NotFound') return fail('media-missing');
  const fault = parameterFault(action, error);
  if (fault !== undefined) {
    const { code, field, values } = fault;
    return new UploadError(code, `VOD refused the ${values.parameter ?? field}: ${status} ${error.code}${said}`, {
      ...detail,
      field,
      values,
    });
  }
  return fail(error.code === undefined && error.message === undefined ? 'backend-malformed' : 'backend-refused');
}

/**
 * A route that does not exist, as opposed to the API's word on a media that does not: its codes for those have a dot
 * (`InvalidVideo.NotFound`), while web frameworks say `Not Found` or `FST_ERR_NOT_FOUND`.
 */
function isMissingAction(status: number, code = ''): boolean {
  if (status === 405 || status === 501) return true;
  return status === 404 && (!/^[A-Z][A-Za-z]*\.[A-Z]/.test(code) || code.startsWith('InvalidAction.'));
}

function readError(json: Fields): ErrorFields {
  // The SDK's own error, passed on as it is, has the API's below `data`.
  const inner = field(json, 'data') ?? field(json, 'error');
  const code = text(field(json, 'Code'));
  const message = text(field(json, 'Message')) ?? text(field(json, 'error')) ?? text(field(json, 'detail'));
  if (code === undefined && isFields(inner)) return readError(inner);
  return { code, message, requestId: text(field(json, 'RequestId')) };
}

/** The service answers in XML unless asked for JSON, and a backend may pass that on. */
function readXmlError(body: string): ErrorFields {
  const tag = (name: string): string | undefined =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1]?.trim() || undefined;
  return /<Error>/.test(body) ? { code: tag('Code'), message: tag('Message'), requestId: tag('RequestId') } : {};
}

/** Seconds or a date. */
function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = number(header);
  const ms = seconds === undefined ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

import type { Action } from '../vod/protocol.js';
import { VodApiError } from './client.js';
import { adviceOn } from './misconfigured.js';
import { redact } from './redact.js';

const LINE_LENGTH = 400;

/** The default `onError`: one line on the console. */
export const logFailure = (error: unknown, action: Action): void => console.error(lineAbout(error, action));

/** Likewise of an event that VOD posted. */
export const logEventFailure = (error: unknown): void =>
  console.error(`vod-uploader: an event was not taken: ${clean(wordsOf(error))}`);

/** One line for a log: what was asked, what came, and what to do about it. Without secrets. */
function lineAbout(error: unknown, action: Action): string {
  return `vod-uploader: ${action} failed: ${clean(wordsOf(error))}`;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof VodApiError)) return error instanceof Error ? error.message || error.name : String(error);
  const { status, code, message, requestId } = error;
  const advice = adviceOn(error);
  const id = requestId === undefined ? '' : `, request ${requestId}`;
  return advice === undefined ? `${code} (${status}${id}): ${message}` : `${advice} (${code}, ${status}${id})`;
}

const clean = (words: string): string => redact(words).replace(/\s+/g, ' ').trim().slice(0, LINE_LENGTH);

import type { Abortable } from '../engine/ports.js';
import type { Action } from './protocol.js';

export interface AskOptions extends Abortable {
  /** Only on create. */
  readonly idempotencyKey?: string;
}

/** A good answer, unread; `status` is HTTP's, where there was one. */
export interface Reply {
  readonly value: unknown;
  readonly status?: number;
}

/**
 * Asks the page's backend for one action and resolves to its reply. Rejects with an `UploadError`, or with
 * the signal's reason when aborted. Over HTTP in `http-ask.ts`, by the page's own functions in `function-ask.ts`.
 */
export type Ask = (action: Action, body: object, options: AskOptions) => Promise<Reply>;

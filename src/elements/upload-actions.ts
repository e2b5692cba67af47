import { can, isDoubted, PERSONAL, type UploadState, type WaitReason } from '../engine/state.js';
import { isElsewhere } from './shown-phase.js';

export type Action = 'start' | 'continue' | 'pause' | 'resume' | 'retry' | 'cancel' | 'remove' | 'clear';
export type ForAll = Exclude<Action, 'continue' | 'cancel' | 'remove'>;

/** What a person can do with an upload now, the likeliest first. Asks the phase table; never more than two. */
export function actionsFor(upload: UploadState, { noPause = false } = {}): readonly Action[] {
  const leave = can(upload, 'canceled') && upload.phase !== 'failed' ? 'cancel' : 'remove';
  if (upload.phase === 'validated') return ['start', leave];
  if (upload.phase === 'paused') return [upload.inherited ? 'continue' : 'resume', leave];
  if (upload.phase === 'failed') return upload.error.retryable ? ['retry', leave] : [leave];
  // It is another tab's to pause and to cancel.
  if (isElsewhere(upload)) return ['remove'];
  if (waitsFor(upload, 'file-needed') || waitsFor(upload, 'permission')) return ['continue', leave];
  if (upload.phase === 'waiting' && PERSONAL.includes(upload.reason)) return ['resume', leave];
  // VOD is asked once, and fetches by itself: there is nothing to hold up.
  return can(upload, 'paused') && !noPause && !upload.importing ? ['pause', leave] : [leave];
}

export const waitsFor = (upload: UploadState, reason: WaitReason) =>
  upload.phase === 'waiting' && upload.reason === reason;

/**
 * The likeliest thing to do with all of them, and retry where something failed. Never cancel: one click would lose all; nor
 * what only a person who has read of it may overrule.
 */
export function actionsForAll(
  uploads: readonly UploadState[],
  { noPause, keepsDone }: { readonly noPause: boolean; readonly keepsDone: boolean },
): readonly ForAll[] {
  const each = uploads.flatMap((upload) => (isDoubted(upload) ? [] : actionsFor(upload, { noPause })));
  const [likeliest] = (['start', 'pause', 'resume'] as const).filter((action) => each.includes(action));
  return [
    ...(each.includes('retry') ? (['retry'] as const) : []),
    ...(likeliest === undefined ? [] : [likeliest]),
    ...(!keepsDone && uploads.filter(isDone).length > 1 ? (['clear'] as const) : []),
  ];
}

/** There is nothing more to come of it, and nothing to be done. */
export const isDone = ({ phase }: UploadState): boolean => phase === 'ready';

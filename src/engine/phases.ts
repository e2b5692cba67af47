export type Phase =
  | 'selected'
  | 'validated'
  | 'queued'
  | 'authorized'
  | 'uploading'
  | 'uploaded'
  | 'verified'
  | 'processing'
  | 'ready'
  | 'paused'
  | 'waiting'
  | 'failed'
  | 'canceled';

/** Why an upload waits. None of these needs a click but `sign-in`, `file-needed` and `permission`. */
export type WaitReason =
  | 'offline'
  | 'stalled'
  | 'backing-off'
  | 'credentials'
  | 'backend'
  | 'sign-in'
  | 'captive-portal'
  | 'other-tab'
  | 'file-needed'
  | 'permission';

/**
 * Every arrow there is. `reduce` throws on any other; "may I draw a Pause button?" is asked of it; the README's
 * diagram is made from it. `waiting` goes back to the phase that it interrupted.
 */
export const NEXT: Readonly<Record<Phase, readonly Phase[]>> = {
  selected: ['validated', 'waiting', 'failed', 'canceled'],
  validated: ['queued', 'canceled'],
  queued: ['authorized', 'waiting', 'paused', 'failed', 'canceled'],
  authorized: ['uploading', 'processing', 'queued', 'waiting', 'paused', 'failed', 'canceled'],
  uploading: ['uploaded', 'queued', 'waiting', 'paused', 'failed', 'canceled'],
  uploaded: ['verified', 'waiting', 'failed'],
  verified: ['processing', 'waiting', 'failed'],
  processing: ['ready', 'waiting', 'failed'],
  ready: [],
  paused: ['queued', 'canceled'],
  waiting: [
    'selected',
    'queued',
    'authorized',
    'uploading',
    'uploaded',
    'verified',
    'processing',
    'paused',
    'failed',
    'canceled',
  ],
  failed: ['selected', 'queued', 'processing', 'canceled'],
  canceled: [],
};

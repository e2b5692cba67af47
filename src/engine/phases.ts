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

/** Why an upload waits. All but those in `PERSONAL` end by themselves. */
export type WaitReason =
  | 'offline'
  | 'stalled'
  | 'backing-off'
  | 'unreachable'
  | 'credentials'
  | 'backend'
  | 'sign-in'
  | 'captive-portal'
  | 'other-tab'
  | 'file-needed'
  | 'permission';

/**
 * Waits that a person ends: by signing in to the site or to the network, which is looked for meanwhile, by choosing the
 * file, or by a click.
 */
export const PERSONAL: readonly WaitReason[] = ['sign-in', 'captive-portal', 'file-needed', 'permission'];

/**
 * Every arrow there is. `reduce` throws on any other; "may I draw a Pause button?" is asked of it; the README's
 * diagram is made from it. `waiting` goes back to the phase that it interrupted. `queued → uploaded`: another tab sent it. `paused → selected`: it
 * was paused before its file was looked at. `authorized → processing`: VOD has fetched a file by itself.
 */
export const NEXT: Readonly<Record<Phase, readonly Phase[]>> = {
  selected: ['validated', 'waiting', 'paused', 'failed', 'canceled'],
  validated: ['queued', 'canceled'],
  queued: ['authorized', 'uploaded', 'waiting', 'paused', 'failed', 'canceled'],
  authorized: ['uploading', 'queued', 'processing', 'waiting', 'paused', 'failed', 'canceled'],
  uploading: ['uploaded', 'queued', 'waiting', 'paused', 'failed', 'canceled'],
  uploaded: ['verified', 'failed'],
  verified: ['processing'],
  processing: ['ready', 'waiting', 'failed'],
  ready: [],
  paused: ['selected', 'queued', 'canceled'],
  waiting: ['selected', 'queued', 'authorized', 'uploading', 'processing', 'paused', 'failed', 'canceled'],
  failed: ['selected', 'queued', 'processing', 'canceled'],
  canceled: [],
};

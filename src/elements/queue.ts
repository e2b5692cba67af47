import type { UploadState } from '../engine/state.js';
import type { UploaderHandle } from './uploader-factory.js';

/** It waits for its turn, or to be started: nothing of it is under way. What VOD fetches by itself has an order of its own. */
export const isInQueue = ({ phase, importing }: UploadState): boolean =>
  importing === undefined && (phase === 'selected' || phase === 'validated' || phase === 'queued');

/** Those that may be put into another order, in the present one. */
export const queueOf = (uploads: readonly UploadState[]): readonly UploadState[] => uploads.filter(isInQueue);

/** Puts an upload where the `place`th of the queue is, from 0 on. Says whether that was another place. */
export function moveTo(uploader: UploaderHandle, id: string, place: number): boolean {
  const { uploads } = uploader.state;
  const queue = queueOf(uploads);
  const now = queue.findIndex((upload) => upload.id === id);
  const target = queue[place];
  if (now < 0 || target === undefined || place === now) return false;
  // Further down it comes behind that one, and so before whatever follows that in the list.
  const before = place < now ? target : uploads[uploads.indexOf(target) + 1];
  uploader.move(id, before?.id);
  return true;
}

/** The same, by so many places: −1 is one up. */
export function moveBy(uploader: UploaderHandle, id: string, places: number): boolean {
  const now = queueOf(uploader.state.uploads).findIndex((upload) => upload.id === id);
  return now >= 0 && moveTo(uploader, id, now + places);
}

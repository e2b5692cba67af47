import { PERSONAL, type UploadState } from '../engine/state.js';
import type { TextKey } from '../words/text.js';
import { firstButton } from './focus.js';
import { isSealed } from './condition.js';

/** What keeps a form back, and what a person can do about it; what waits for a person comes first. */
export function hindrance(uploads: readonly UploadState[]): readonly [upload: UploadState, text: TextKey] | undefined {
  let asking: [UploadState, TextKey] | undefined;
  let open: [UploadState, TextKey] | undefined;
  for (const upload of uploads) {
    if (upload.phase === 'failed') return [upload, 'need-mending'];
    if (upload.phase === 'canceled' || isSealed(upload) || asking !== undefined) continue;
    if (upload.phase === 'paused') asking = [upload, 'need-resume'];
    else if (upload.phase === 'validated') asking = [upload, 'need-start'];
    else if (upload.phase === 'waiting' && PERSONAL.includes(upload.reason))
      asking = [upload, `reason.${upload.reason}`];
    open ??= [upload, 'need-finish'];
  }
  return asking ?? open;
}

/**
 * Where a browser points when it reports: at the row of the upload with this id, else at the first button. Browsers take
 * only what can be seen and have the focus: a layout of the page's own may have no button at all.
 */
export function placeOf(host: HTMLElement, id: string | undefined): HTMLElement | undefined {
  const list = (host.shadowRoot?.querySelector('vod-upload-list') ?? host.querySelector('vod-upload-list'))?.shadowRoot;
  const row = [...(list?.querySelectorAll('vod-upload-item') ?? [])].find(({ uploadId }) => uploadId === id);
  return (
    firstButton(id === undefined ? undefined : row?.shadowRoot) ??
    firstButton(host.shadowRoot) ??
    firstButton(host) ??
    host.shadowRoot?.querySelector<HTMLElement>('[role=status]') ??
    undefined
  );
}

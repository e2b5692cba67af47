import { html, type TemplateResult } from 'lit';
import type { MediaReport } from '../engine/media.js';
import type { UploadState } from '../engine/state.js';
import type { Wording } from './wording.js';

/** It is over, and VOD has told of its media. */
function reportOf(upload: UploadState): MediaReport | undefined {
  const isOver = upload.phase === 'ready' || (upload.phase === 'failed' && upload.from === 'processing');
  return upload.importing && isOver && upload.report?.media ? upload.report : undefined;
}

/**
 * What was imported is a media like any other of the site, and shown as such, where the page has the element for it: with
 * the parts that a row has, and its buttons. Undefined as long as there is more to say of the import itself.
 */
export function mediaInstead(
  upload: UploadState,
  { wording, compact, controls }: { wording: Wording; compact: boolean; controls: TemplateResult },
): TemplateResult | undefined {
  const report = reportOf(upload);
  if (report === undefined || customElements.get('vod-media-status') === undefined) return undefined;
  return html`<vod-media-status
    exportparts="media: row, cover: picture, title: name, status: phase, fact: detail, player"
    data-phase=${upload.phase}
    .report=${report}
    .noStreams=${compact}
    .locale=${wording.locale}
    .text=${wording.own}
  >
    <div slot="actions">${controls}</div>
  </vod-media-status>`;
}

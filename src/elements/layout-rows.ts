import { html, nothing, type TemplateResult } from 'lit';
import type { Kind } from './layout.js';
import { LIST_PARTS, TRAY_PARTS } from './parts.js';

/** What the layouts have below the place for files; `count` uploads are in the list. */
export const rows = (count: number, kind: Kind): TemplateResult =>
  kind === 'button'
    ? html`<vod-upload-tray exportparts=${TRAY_PARTS}></vod-upload-tray>`
    : html`${
          count > 1
            ? html`<div class="summary" part="summary">
                <vod-upload-status></vod-upload-status>
                <vod-upload-controls exportparts="control"></vod-upload-controls>
                <vod-upload-progress exportparts="track, fill, lost"></vod-upload-progress>
              </div>`
            : nothing
        }<vod-upload-list ?slim=${kind === 'compact'} exportparts=${LIST_PARTS}></vod-upload-list>`;

import { html, nothing, type TemplateResult } from 'lit';
import type { UploadState } from '../engine/state.js';
import type { ConnectionAttributes } from './connection-attributes.js';
import { LIST_PARTS } from './parts.js';
import type { UploaderHandle } from './uploader-factory.js';

/** Whose attributes the list has. */
interface Host extends ConnectionAttributes {
  readonly uploads: readonly UploadState[];
  readonly uploader?: UploaderHandle;
  readonly service?: string;
  readonly maxFiles?: string | number;
  readonly resumeMode?: string;
  readonly userKey?: string;
  readonly noTranscode: boolean;
  readonly disabled: boolean;
}

/**
 * The list of a `<vod-url-import>` that is on its own. A scope of its own, so that what another element of the page left
 * behind does not come back here, nor the reverse. When its last row is gone the keyboard goes on in the text field.
 */
export function ownList(host: Host): TemplateResult {
  const several = host.uploads.filter(({ phase }) => phase !== 'canceled').length > 1;
  return html`<vod-uploader
    multiple
    no-drop
    no-paste
    no-wake-lock
    .maxFiles=${host.maxFiles}
    .endpoint=${host.endpoint}
    .urls=${host.urls}
    .backend=${host.backend}
    .headers=${host.headers}
    .withCredentials=${host.withCredentials}
    .pollsPerSecond=${host.pollsPerSecond}
    .service=${host.service}
    .noTranscode=${host.noTranscode}
    .resumeMode=${host.resumeMode}
    .userKey=${`${host.userKey ?? ''} url-import`.trim()}
    .locale=${host.locale}
    .text=${host.text}
    .uploader=${host.uploader}
    .focus=${() => host.focus()}
    ?disabled=${host.disabled}
  >
    ${
      several
        ? html`<div class="summary" part="summary">
            <vod-upload-status></vod-upload-status>
            <vod-upload-controls exportparts="control"></vod-upload-controls>
          </div>`
        : nothing
    }
    <vod-upload-list exportparts=${LIST_PARTS}></vod-upload-list>
  </vod-uploader>`;
}

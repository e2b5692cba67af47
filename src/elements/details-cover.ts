import { html, type TemplateResult } from 'lit';
import type { UploaderHandle } from './uploader-factory.js';
import type { Wording } from './wording.js';

interface CoverFacts {
  readonly wording: Wording;
  /** A film is opened when somebody wants a frame of it: a phone has few decoders. */
  readonly open: boolean;
  readonly htmlFor: string | undefined;
  readonly uploader: UploaderHandle | undefined;
  readonly uploadId: string | undefined;
  show(): void;
}

/** The picture that stands for the video, as a field of the form. */
export const coverField = ({ wording, open, htmlFor, uploader, uploadId, show }: CoverFacts): TemplateResult =>
  html`<div class="field wide" part="field">
    <div class="head">
      <span class="label"><bdi>${wording.say('cover')}</bdi></span>
    </div>
    ${
      open
        ? html`<vod-cover-picker
            exportparts="stage, scrubber, time, suggestion, use, image, chosen, preview, remove, note, problem"
            .htmlFor=${htmlFor}
            .uploader=${uploader}
            .uploadId=${uploadId}
          ></vod-cover-picker>`
        : html`<button type="button" class="soft" part="cover" @click=${show}>
            <bdi>${wording.say('cover.choose')}</bdi>
          </button>`
    }
  </div>`;

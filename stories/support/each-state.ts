import { html, type TemplateResult } from 'lit';
import { FakeUploader } from '../../test/support/fake-uploader.js';
import { STATES } from '../../test/support/upload-states.js';

/** A piece beside the name of each state that an upload may be in; `uploader` has one, whose id is `one`. */
export const eachState = (piece: (uploader: FakeUploader) => TemplateResult): TemplateResult =>
  html`<dl style="display: grid; gap: 8px 24px; grid-template-columns: max-content minmax(0, 1fr); align-items: center">
    ${Object.entries(STATES).map(
      ([name, state]) =>
        html`<dt>${name}</dt>
          <dd style="margin: 0">${piece(new FakeUploader([state]))}</dd>`,
    )}
  </dl>`;

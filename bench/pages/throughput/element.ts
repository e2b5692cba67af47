import '../../../src/define.js';
import type { Send } from './job.js';
import { backend } from './ticket.mjs';

const element = document.createElement('vod-uploader');
element.noTranscode = true;
document.body.append(element);
await element.updateComplete;
// A person turns to it.
element.dispatchEvent(new PointerEvent('pointerenter'));
await customElements.whenDefined('vod-upload-list');

/** The same with all that a person sees: the row, its bar, the words. */
const send: Send = (file, job) =>
  new Promise((resolve, reject) => {
    element.backend = backend(job);
    element.addEventListener('upload-success', () => resolve(undefined), { once: true });
    element.addEventListener(
      'upload-error',
      ({ detail }) => reject(detail.upload.error ?? new Error('failed without a reason')),
      { once: true },
    );
    element.addFiles([file]);
  });

Object.assign(globalThis, { send });

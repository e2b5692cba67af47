import { createVodUploader } from '../../../src/core.js';
import type { UploadState } from '../../../src/engine/state.js';
import type { UploaderState } from '../../../src/engine/uploader.js';
import type { Job, Send } from './job.js';
import { backend } from './ticket.mjs';

/** The seal was answered: where the other clients say that they are done. */
const SEALED: readonly UploadState['phase'][] = ['uploaded', 'verified', 'processing', 'ready'];

let job: Job;
const uploader = createVodUploader({
  noTranscode: true,
  connection: () => ({ backend: backend(job), store: job.options.store === 'ali-oss' ? 'ali-oss' : 'native' }),
});
// As elements do when a person turns to them; the other clients come whole with their page.
await uploader.preload();

const send: Send = (file, asked) =>
  new Promise((resolve, reject) => {
    job = asked;
    const { store: _, ...settings } = job.options;
    uploader.configure(settings);
    const over = new AbortController();
    const look = ({ uploads: [upload] }: UploaderState): void => {
      if (upload?.phase === 'failed') reject(upload.error);
      if (upload === undefined || !SEALED.includes(upload.phase)) return;
      over.abort();
      resolve(undefined);
    };
    uploader.subscribe(look, { signal: over.signal });
    const { rejected } = uploader.addFiles([file]);
    if (rejected[0]) reject(rejected[0].error);
  });

Object.assign(globalThis, { send });

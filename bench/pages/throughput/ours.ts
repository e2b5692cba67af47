import { createVodUploader, type VodUploaderOptions } from '../../../src/core.js';
import type { UploadState } from '../../../src/engine/state.js';
import type { UploaderState } from '../../../src/engine/uploader.js';
import type { Send } from './job.js';
import { backend } from './ticket.mjs';

/** The seal was answered: where the other clients say that they are done. */
const SEALED: readonly UploadState['phase'][] = ['uploaded', 'verified', 'processing', 'ready'];

const send: Send = (file, job) =>
  new Promise((resolve, reject) => {
    const over = new AbortController();
    const options = { noTranscode: true, backend: backend(job), ...job.options } as VodUploaderOptions;
    const uploader = createVodUploader(options);
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

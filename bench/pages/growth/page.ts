import { createVodUploader, type VodUploaderOptions } from '../../../src/core.js';
import type { UploadState } from '../../../src/engine/state.js';
import type { UploaderState } from '../../../src/engine/uploader.js';
import { backend as backendFor } from '../throughput/ticket.mjs';

export interface GrowthJob {
  /** `http://oss.localhost:<port>`, as a ticket names it. */
  readonly endpoint: string;
  /** The n-th file becomes the object `<prefix>-<n>`, counted from 0. */
  readonly prefix: string;
  readonly files: number;
  /** Bytes of each file. */
  readonly size: number;
  readonly options: Pick<VodUploaderOptions, 'partSize'>;
}

const SEALED: readonly UploadState['phase'][] = ['uploaded', 'verified', 'processing', 'ready'];

/** Made of the picked one over and over: the browser only notes what lies where. */
function fileOf(picked: File, size: number, name: string): File {
  const pieces = Array.from({ length: Math.ceil(size / picked.size) }, (_, at) =>
    picked.slice(0, Math.min(picked.size, size - at * picked.size)),
  );
  return new File(pieces, name, { type: 'video/mp4', lastModified: picked.lastModified });
}

/** Resolves to the ms until every file is sealed. */
export function grow(picked: File, { endpoint, prefix, files, size, options }: GrowthJob): Promise<number> {
  let created = 0;
  const backend = {
    createUploadVideo: () => {
      const n = created++;
      const ticket = backendFor({ endpoint, key: `${prefix}-${n}` }).createUploadVideo();
      return { ...ticket, VideoId: n.toString(16).padStart(32, '0') };
    },
  };
  const all = Array.from({ length: files }, (_, n) => fileOf(picked, size, `${n}.mp4`));
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const began = performance.now();
    const uploader = createVodUploader({ noTranscode: true, backend, ...options });
    const look = ({ uploads }: UploaderState): void => {
      const failed = uploads.find(({ phase }) => phase === 'failed');
      if (failed?.phase === 'failed') reject(failed.error);
      if (uploads.length < files || !uploads.every(({ phase }) => SEALED.includes(phase))) return;
      over.abort();
      resolve(performance.now() - began);
    };
    uploader.subscribe(look, { signal: over.signal });
    const { rejected } = uploader.addFiles(all);
    if (rejected[0]) reject(rejected[0].error);
  });
}

Object.assign(globalThis, { grow });

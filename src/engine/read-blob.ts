import { UploadError, type ErrorDetail } from './error.js';

/** All its bytes, in memory. Rejects with `file-unreadable`, also where fewer came than it says it has. */
export async function readBlob(blob: Blob, detail: ErrorDetail = {}): Promise<ArrayBuffer> {
  const bytes = await blob.arrayBuffer().catch((cause: unknown) => {
    throw new UploadError('file-unreadable', 'The file cannot be read any more', detail, { cause });
  });
  if (bytes.byteLength === blob.size) return bytes;
  throw new UploadError('file-unreadable', `${bytes.byteLength} of ${blob.size} bytes were there`, detail);
}

import { usePieces } from './late-pieces.js';
import { pieces } from './pieces.js';
import { registerFirst } from './register-first.js';
import type { CreateUploader, Diagnose } from './uploader-factory.js';

/**
 * Defines every element that is not defined yet; `createUploader` is what `<vod-uploader>` makes its uploader with,
 * `diagnose` what examines it.
 */
export function registerElements(createUploader: CreateUploader, diagnose?: Diagnose): void {
  registerFirst(createUploader, diagnose);
  usePieces(pieces);
}

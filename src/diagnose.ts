import type { Kit } from './diagnose/kit.js';
import type { DiagnoseOptions, Diagnosis } from './engine/diagnosis.js';
import { late } from './engine/late.js';
import type { Uploader } from './engine/uploader.js';

const kits = new WeakMap<object, Kit>();
const load = late(() => import('./diagnose/examine.js'), import.meta.url);

/** Remembers what an uploader works with, so that it can be examined. */
export const examinable = (uploader: Uploader, kit: Kit): void => void kits.set(uploader, kit);

/**
 * Looks at page, backend, ticket and bucket of an uploader made by `createVodUploader`, and says what is wrong and what
 * to do. Its `text` can be pasted into a bug report. Tickets are renewed for an upload of the list or one that an
 * earlier page left; without any, `create: true` asks for a new media. Rejects with a `TypeError` for another uploader.
 */
export async function diagnose(uploader: object, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const kit = kits.get(uploader);
  if (kit === undefined) throw new TypeError('diagnose() takes an uploader made by createVodUploader');
  const { examine } = await load();
  return examine(uploader as Uploader, kit, options);
}

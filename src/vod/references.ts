import type { MediaReport } from '../engine/media.js';
import type { Abortable, Backend } from '../engine/ports.js';
import { understood } from './answer.js';
import type { Ask } from './ask.js';
import { readMediaInfos } from './media-infos.js';
import { LIMITS } from './protocol-limits.js';
import { reportOn } from './report.js';

/** A media by the page's own id of it. Of one that nobody knows `id` is '' and the status `missing`. */
export type FoundMedia = MediaReport & { readonly referenceId: string };

/** What this library asks a backend, beyond what an upload needs. */
export interface VodBackend extends Backend {
  /** One look at each media that was created with such a `ReferenceId`, in their order. */
  findByReference(referenceIds: readonly string[], options: Abortable): Promise<readonly FoundMedia[]>;
}

export async function findByReference(
  ask: Ask,
  referenceIds: readonly string[],
  options: Abortable,
): Promise<readonly FoundMedia[]> {
  const found: FoundMedia[] = [];
  for (let at = 0; at < referenceIds.length; at += LIMITS.ids) {
    const batch = referenceIds.slice(at, at + LIMITS.ids);
    const reply = await ask('BatchGetMediaInfos', { ReferenceIds: batch.join(',') }, options);
    const infos = understood('BatchGetMediaInfos', reply, readMediaInfos(reply.value));
    for (const referenceId of batch) {
      const [id] = infos.entries.find(({ media }) => media.referenceId === referenceId)?.ids ?? [];
      const rawStatus = infos.missingReferences.includes(referenceId) ? 'NonExistReferenceIds' : '';
      const absent = { id: '', status: 'missing', rawStatus } as const;
      found.push({ ...(id === undefined ? absent : reportOn(id, undefined, infos)), referenceId });
    }
  }
  return found;
}

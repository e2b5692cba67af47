import type { Action } from '../vod/protocol.js';
import { told } from './answers.js';
import type { Notes } from './findings.js';
import type { CheckOptions } from './options.js';
import type { Heard, Talk } from './talk.js';

/** One check of one backend: what every section of it works with. */
export interface Visit {
  readonly talk: Talk;
  readonly options: CheckOptions;
  /** Tells this check's media and imports from those of others, and from those of another check. */
  readonly mark: string;
  /** Wall time, ms. */
  now(): number;
  wait(ms: number): Promise<void>;
  notes(section: string): Notes;
}

/** Nobody's: asking for it creates nothing. */
export const NOBODYS = '0'.repeat(32);

/** So many ids of nobody's, each another. */
export const nobodys = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => String(at).padStart(32, '0'));

/** What a page lacks without it. */
const WITHOUT: Readonly<Partial<Record<Action, string>>> = {
  GetUploadDetails: 'the page tells less of a file that VOD has not looked at yet',
  BatchGetMediaInfos: 'no cover and no streams: for the page an upload ends when the bytes are safe',
  GetMezzanineInfo: 'nothing that uploads need; a page cannot ask for the source file',
  CreateUploadImage: 'no cover can be chosen',
  UploadMediaByURL: 'nothing can be imported by URL',
  GetURLUploadInfos: 'imports cannot be followed',
  CancelUrlUploadJobs: 'an import cannot be taken back',
  'ims/UploadMediaByURL': 'service="ims" cannot import',
  'ims/GetUrlUploadInfos': 'service="ims" cannot follow its imports',
};

export const isWanted = ({ options }: Visit, action: Action): boolean =>
  options.actions === undefined || options.actions.includes(action);

/** Notes that it is not there, which is a fault where the caller has named it. */
export function noteMissing({ options }: Visit, notes: Notes, heard: Heard): void {
  const action = heard.action as Action;
  if (options.actions?.includes(action))
    notes.fail(
      'is there',
      `${action} is not there (${told(heard)}).`,
      `Add it: without it, ${WITHOUT[action] ?? '?'}.`,
    );
  else notes.absent('is there', `not there, and need not be: ${WITHOUT[action] ?? ''}`);
}

import { readUploadJobs } from '../vod/import-jobs.js';
import { field, text, unwrap } from '../vod/quirks.js';
import { idOf } from './once.js';
import { isGood, type Heard, type Who } from './talk.js';

/** What a check has left behind, by whom. */
export interface Made {
  readonly videos: Readonly<Record<Who, readonly string[]>>;
  readonly images: readonly string[];
  readonly jobs: readonly string[];
}

/** Reads it off the answers, those to wrong questions too: some are accepted. */
export function madeBy(heard: readonly Heard[]): Made {
  const good = heard.filter((each) => isGood(each));
  const videosOf = (who: Who): readonly string[] =>
    unique(good.filter((each) => each.who === who).flatMap((each) => videosIn(each)));
  return {
    videos: { user: videosOf('user'), other: videosOf('other'), nobody: videosOf('nobody') },
    images: unique(good.flatMap(({ action, json }) => (action === 'CreateUploadImage' ? imageIn(json) : []))),
    jobs: unique(
      good.flatMap(({ action, json }) =>
        /UploadMediaByURL$/.test(action) ? (readUploadJobs(json) ?? []).flatMap(({ jobId }) => jobId ?? []) : [],
      ),
    ),
  };
}

function videosIn(heard: Heard): readonly string[] {
  if (heard.action === 'CreateUploadVideo') return [idOf(heard) ?? []].flat();
  // Intelligent Media Services make the media at once.
  if (heard.action !== 'ims/UploadMediaByURL') return [];
  return (readUploadJobs(heard.json) ?? []).flatMap(({ mediaId }) => mediaId ?? []);
}

function imageIn(json: unknown): readonly string[] {
  const fields = unwrap(json, ['ImageId']);
  return [(fields && text(field(fields, 'ImageId'))) ?? []].flat();
}

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];

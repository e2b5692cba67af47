import { LIMITS } from '../vod/protocol-limits.js';
import { field, ids, isFields } from '../vod/quirks.js';
import { isMissing, told } from './answers.js';
import type { Created } from './creating.js';
import { madeBy } from './made.js';
import { isGood } from './talk.js';
import { isWanted, NOBODYS, type Visit } from './visit.js';

/** Deleting is nothing that a backend does unless it was decided. */
export async function checkNoDeletes({ talk, notes }: Visit): Promise<void> {
  const note = notes('Deleting');
  const questions = {
    DeleteMultipartUpload: { MediaId: NOBODYS, MediaType: 'video' },
    DeleteVideo: { VideoIds: NOBODYS },
  };
  for (const [action, question] of Object.entries(questions)) {
    // Of nobody's media: nothing is lost.
    const heard = await talk.ask(action, question, { about: 'for a media that nobody has' });
    if (isMissing(heard)) note.ok(action, 'is not there');
    else
      note.warn(
        action,
        `${action} is there (${told(heard)}).`,
        'Where that is meant, check with --deletes; else answer 404.',
      );
  }
}

/** Only its owner deletes a media, and it is gone then. Removes what this check has made; gives what it could remove. */
export async function checkDeletes(visit: Visit, created: Created): Promise<readonly string[]> {
  const { talk, options } = visit;
  const notes = visit.notes('Deleting');
  const question = { VideoIds: created.videoId };
  const strangers = [
    ...(Object.keys(options.headers ?? {}).length > 0 ? (['nobody'] as const) : []),
    ...(options.otherHeaders ? (['other'] as const) : []),
  ];
  for (const who of strangers) {
    const about = who === 'nobody' ? 'without a session' : 'by somebody else';
    const heard = await talk.ask('DeleteVideo', question, { who, about });
    if (isGood(heard))
      notes.fail('strangers', `${heard.asked} deleted a media of this user.`, 'Look at sessions and owners first.');
    else notes.ok('strangers', `may not (${about}: HTTP ${heard.status})`);
  }
  if (isWanted(visit, 'DeleteMultipartUpload')) {
    const parts = await talk.ask('DeleteMultipartUpload', { MediaId: created.videoId, MediaType: 'video' });
    if (isMissing(parts))
      notes.absent('DeleteMultipartUpload', 'not there: parts of what was given up stay until VOD removes them');
    else if (isGood(parts) || (parts.status < 500 && parts.status !== 401))
      notes.ok('DeleteMultipartUpload', `is there (${told(parts)}: nothing was uploaded)`);
    else notes.fail('DeleteMultipartUpload', `It was answered with ${told(parts)}.`, 'Its log says why.');
  }
  return removeAll(visit);
}

/** Each user his own. */
async function removeAll({ talk, notes }: Visit): Promise<readonly string[]> {
  const note = notes('Deleting');
  const removed: string[] = [];
  const { videos } = madeBy(talk.heard);
  for (const who of ['user', 'other'] as const) {
    for (let at = 0; at < videos[who].length; at += LIMITS.ids) {
      const batch = videos[who].slice(at, at + LIMITS.ids);
      const heard = await talk.ask('DeleteVideo', { VideoIds: batch.join(',') }, { who });
      if (!isGood(heard)) {
        const says = isMissing(heard) ? 'It is not there' : 'It refused to delete what this user has just created';
        note.fail('DeleteVideo', `${says} (${told(heard)}).`, 'Its log may say why; or check without --deletes.');
        return removed;
      }
      const fields = isFields(heard.json) ? heard.json : {};
      const kept = ['NonExistVideoIds', 'ForbiddenVideoIds'].flatMap((name) => ids(field(fields, name)));
      removed.push(...batch.filter((id) => !kept.includes(id)));
      if (kept.length > 0) note.warn('DeleteVideo', `It did not delete ${kept.join(', ')}.`, 'Its log may say why.');
    }
  }
  if (removed.length > 0) note.ok('DeleteVideo', `deleted ${removed.length} medias of this check`);
  return removed;
}

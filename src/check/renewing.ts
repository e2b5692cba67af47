import { field, text, unwrap } from '../vod/quirks.js';
import { expectRefusal, goodReply, isMissing, told } from './answers.js';
import type { Created } from './creating.js';
import { judgeTicket } from './tickets.js';
import { isWanted, NOBODYS, type Visit } from './visit.js';

/** New credentials for the same media and the same place. */
export async function checkRefresh(visit: Visit, created: Created): Promise<void> {
  if (!isWanted(visit, 'RefreshUploadVideo')) return;
  const { talk, now } = visit;
  const notes = visit.notes('RefreshUploadVideo');
  const heard = await talk.ask('RefreshUploadVideo', { VideoId: created.videoId });
  if (isMissing(heard))
    return notes.fail(
      'is there',
      `RefreshUploadVideo is not there (${told(heard)}): an upload that takes longer than its credentials live, 50 min, fails.`,
      'Add it: it passes VideoId to VOD’s action of that name.',
    );
  const reply = goodReply(
    notes,
    'reply',
    heard,
    'It renews the credentials of a media that this user has just created.',
  );
  const fields = reply && unwrap(reply, ['UploadAuth', 'UploadAddress', 'VideoId']);
  if (fields) {
    const videoId = text(field(fields, 'VideoId'));
    if (videoId === undefined) notes.warn('media', 'The reply has no VideoId.', 'Pass on the whole reply of VOD.');
    else if (videoId !== created.videoId)
      notes.fail('media', 'The reply is for another VideoId.', 'Ask RefreshUploadVideo, not CreateUploadVideo again.');
    else notes.ok('media', 'keeps its VideoId');
    const ticket = judgeTicket(notes, fields, now());
    if (ticket && created.ticket) {
      const [before, after] = [created.ticket.target, ticket.target];
      const moved = (['endpoint', 'bucket', 'key'] as const).filter((name) => before[name] !== after[name]);
      if (moved.length > 0)
        notes.fail(
          'target',
          `The upload’s place has changed (${moved.join(', ')}): its parts are lost.`,
          'Ask for the same VideoId.',
        );
      else notes.ok('target', 'keeps its place');
      if (ticket.credentials.securityToken === created.ticket.credentials.securityToken)
        notes.fail('credentials', 'The credentials are the old ones, and expire with them.', 'Ask VOD each time.');
      else notes.ok('credentials', 'are new');
    }
  }
  const mend = 'Pass VOD’s refusal on (404 InvalidVideo.NotFound), or answer 403.';
  const unknown = await talk.ask('RefreshUploadVideo', { VideoId: NOBODYS }, { about: 'for a media that nobody has' });
  expectRefusal(notes, 'unknown media', unknown, { mend });
  const without = await talk.ask('RefreshUploadVideo', {}, { about: 'without VideoId' });
  expectRefusal(notes, 'no VideoId', without, { mend: 'Answer 400 MissingParameter.' });
}

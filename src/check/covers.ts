import { IDEMPOTENCY_HEADER } from '../vod/protocol.js';
import { field, text, unwrap } from '../vod/quirks.js';
import { expectRefusal, goodReply, isMissing } from './answers.js';
import { judgeTicket } from './tickets.js';
import { isWanted, noteMissing, type Visit } from './visit.js';

/** An image's address, and the credentials to send it there. */
export async function checkImage(visit: Visit): Promise<void> {
  const action = 'CreateUploadImage';
  if (!isWanted(visit, action)) return;
  const { talk, mark, now } = visit;
  const notes = visit.notes(action);
  const question = { ImageType: 'cover', ImageExt: 'png', Title: `vod-uploader check ${mark}` };
  const heard = await talk.ask(action, question, { headers: { [IDEMPOTENCY_HEADER]: `${mark}-image` } });
  if (isMissing(heard)) return noteMissing(visit, notes, heard);
  const reply = goodReply(notes, 'reply', heard, 'It asks for a cover in PNG.');
  const fields = reply && unwrap(reply, ['UploadAuth', 'UploadAddress', 'ImageURL']);
  if (fields) {
    const missing = ['ImageId', 'ImageURL'].filter((name) => text(field(fields, name)) === undefined);
    if (missing.length === 0) notes.ok('reply', 'has ImageId and ImageURL');
    else notes.fail('reply', `The reply has no ${missing.join(' and no ')}.`, 'Pass on the whole reply of VOD.');
    judgeTicket(notes, fields, now());
  }
  const odd = await talk.ask(action, { ...question, ImageExt: 'exe' }, { about: 'for an .exe file' });
  expectRefusal(notes, 'unknown extension', odd, { mend: 'Take png, jpg, jpeg and gif, or pass VOD’s refusal on.' });
}

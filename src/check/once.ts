import { IDEMPOTENCY_HEADER } from '../vod/protocol.js';
import { field, isFields, text, unwrap } from '../vod/quirks.js';
import { told } from './answers.js';
import type { Created } from './creating.js';
import { isGood, type Heard } from './talk.js';
import type { Visit } from './visit.js';

/** The same Idempotency-Key is the same media, another one is another. */
export async function checkIdempotency(visit: Visit, { videoId, question, heard, ticket }: Created): Promise<void> {
  const { talk, mark } = visit;
  const notes = visit.notes('CreateUploadVideo');
  const create = (key: string, question: object, about: string) =>
    talk.ask('CreateUploadVideo', question, { about, headers: { [IDEMPOTENCY_HEADER]: key } });

  const again = await create(mark, question, 'with the same Idempotency-Key');
  const same = idOf(again);
  const remember = 'Remember the reply to each key for as long as its credentials live, and answer with it again.';
  if (!isGood(again)) notes.fail('same key again', `${again.asked} was answered with ${told(again)}.`, remember);
  else if (same !== videoId)
    notes.fail(
      'same key again',
      'The same Idempotency-Key made a second media: where an answer is lost, an empty one stays in VOD.',
      remember,
    );
  else notes.ok('same key again', 'the same Idempotency-Key gives the same VideoId');

  const other = await create(`${mark}-2`, question, 'with another Idempotency-Key');
  const apart = 'Make one media for each key.';
  if (!isGood(other)) return notes.fail('another key', `${other.asked} was answered with ${told(other)}.`, apart);
  if (idOf(other) === videoId)
    return notes.fail(
      'another key',
      'Another Idempotency-Key gave the same VideoId: two uploads would overwrite each other.',
      `${apart} Nothing but the key may say that two creates are the same.`,
    );
  const address = addressOf(other);
  if (ticket !== undefined && address !== undefined && address === addressOf(heard))
    return notes.fail('another key', 'Two media have the same UploadAddress: one overwrites the other.', apart);
  notes.ok('another key', 'another one gives another');
  // Of one that remembers nothing that was said already.
  if (same === videoId) await checkAtOnce(visit, question);
}

/** A page whose first question is still under way when it gives up waiting asks again. */
async function checkAtOnce({ talk, mark, notes }: Visit, question: object): Promise<void> {
  const note = notes('CreateUploadVideo');
  const headers = { [IDEMPOTENCY_HEADER]: `${mark}-3` };
  const ask = () => talk.ask('CreateUploadVideo', question, { about: 'twice at once', headers });
  const both = await Promise.all([ask(), ask()]);
  const bad = both.find((heard) => !isGood(heard));
  if (bad && (bad.status >= 500 || bad.status < 400))
    return note.fail(
      'same key at once',
      `${bad.asked} was answered with ${told(bad)}.`,
      'Let the second wait for the first.',
    );
  if (!bad && idOf(both[0]) !== idOf(both[1]))
    return note.warn(
      'same key at once',
      'Two creates with the same key at once made two medias: a page that asks again while you work gets that.',
      'Remember the key when its create begins, and let the second wait for the first.',
    );
  note.ok('same key at once', bad ? `one of two is refused (HTTP ${bad.status})` : 'two at once are one media, too');
}

const replyOf = ({ json }: Heard) => unwrap(json, ['UploadAuth', 'UploadAddress', 'VideoId']);

/** Of a create's answer. */
export function idOf(heard: Heard): string | undefined {
  const reply = replyOf(heard);
  return reply && text(field(reply, 'VideoId'));
}

function addressOf(heard: Heard): string | undefined {
  const reply = replyOf(heard);
  const address = reply && field(reply, 'UploadAddress');
  return isFields(address) ? JSON.stringify(address) : text(address);
}

import { readMediaInfos } from '../vod/media-infos.js';
import { LIMITS } from '../vod/protocol-limits.js';
import { field, parseJson, isFields, text } from '../vod/quirks.js';
import { readUploadDetails } from '../vod/upload-details.js';
import { expectRefusal, goodReply, isMissing, told } from './answers.js';
import { CALLBACK_HOST, type Created } from './creating.js';
import type { Notes } from './findings.js';
import { isGood, type Heard } from './talk.js';
import { isWanted, nobodys, NOBODYS, noteMissing, type Visit } from './visit.js';

type ListAction = 'GetUploadDetails' | 'BatchGetMediaInfos';

/** What a reply says of which ids. */
interface Listed {
  readonly found: readonly string[];
  readonly missing: readonly string[];
  readonly forbidden: readonly string[];
}

const READERS: Readonly<Record<ListAction, (reply: unknown) => Listed | undefined>> = {
  GetUploadDetails(reply) {
    const read = readUploadDetails(reply);
    return (
      read && {
        found: read.UploadDetails.map((detail) => detail.MediaId),
        missing: read.NonExistMediaIds,
        forbidden: read.ForbiddenMediaIds,
      }
    );
  },
  BatchGetMediaInfos(reply) {
    const read = readMediaInfos(reply);
    return (
      read && { found: read.entries.flatMap((entry) => entry.ids), missing: read.missing, forbidden: read.forbidden }
    );
  },
};

const LISTS: Readonly<Record<ListAction, string>> = {
  GetUploadDetails: 'UploadDetails',
  BatchGetMediaInfos: 'MediaInfos',
};

const PASS_ON = 'Pass on the whole reply of VOD, with NonExistMediaIds and ForbiddenMediaIds.';

/** What becomes of medias, for one and for as many as one call may name. */
export async function checkList(visit: Visit, action: ListAction, created: Created): Promise<void> {
  if (!isWanted(visit, action)) return;
  const { talk } = visit;
  const notes = visit.notes(action);
  const { videoId } = created;
  const first = await talk.ask(action, { MediaIds: `${videoId},${NOBODYS}` });
  if (isMissing(first)) return noteMissing(visit, notes, first);
  const reply = goodReply(
    notes,
    'reply',
    first,
    'It asks for a media that was just created, and for one that nobody has.',
  );
  if (!reply) return;
  const listed = READERS[action](reply);
  if (!listed || !mentions(first, LISTS[action], listed))
    return notes.fail('reply', `The reply has no ${LISTS[action]}, and no list of ids.`, PASS_ON);
  if (listed.found.includes(videoId)) {
    notes.ok('new media', 'is listed');
    if (action === 'BatchGetMediaInfos') contents(notes, visit, first, created);
  } else if (listed.forbidden.includes(videoId))
    notes.fail(
      'new media',
      'The media that this user has just created is forbidden to him.',
      'Record whose it is before answering its create.',
    );
  else if (listed.missing.includes(videoId))
    notes.ok('new media', 'is not known yet, which VOD may say of one that was just created');
  else notes.fail('new media', 'A media that was just created stands in none of the lists.', PASS_ON);
  unknown(notes, listed);
  await checkMany(visit, notes, action, videoId);
  const without = await talk.ask(action, {}, { about: 'without MediaIds' });
  expectRefusal(notes, 'no ids', without, { mend: 'Answer 400 MissingParameter.' });
}

/** Empty lists are left out in some replies; one of them at least is there. */
const mentions = ({ body }: Heard, list: string, { found, missing, forbidden }: Listed): boolean =>
  found.length + missing.length + forbidden.length > 0 || body.toLowerCase().includes(list.toLowerCase());

function unknown(notes: Notes, { found, missing, forbidden }: Listed): void {
  if (missing.includes(NOBODYS)) notes.ok('unknown media', 'is named in NonExistMediaIds');
  else if (forbidden.includes(NOBODYS))
    notes.ok('unknown media', 'is named in ForbiddenMediaIds: nobody learns what exists');
  else if (found.includes(NOBODYS))
    notes.fail('unknown media', 'Of a media that nobody has it tells something.', 'Name it in NonExistMediaIds.');
  else notes.fail('unknown media', 'A media that nobody has stands in none of the lists.', PASS_ON);
}

async function checkMany({ talk }: Visit, notes: Notes, action: ListAction, videoId: string): Promise<void> {
  const ask = (count: number) => {
    const asked = [videoId, ...nobodys(count - 1)];
    return talk
      .ask(action, { MediaIds: asked.join(',') }, { about: `for ${count} ids` })
      .then((heard) => ({ asked, heard }));
  };
  const [most, tooMany] = [LIMITS.ids, LIMITS.ids + 1];
  const full = await ask(most);
  const lost = isGood(full.heard) ? lostIn(action, full.heard, full.asked) : undefined;
  if (lost === undefined)
    notes.fail(
      `${most} ids`,
      `${full.heard.asked} was answered with ${told(full.heard)}.`,
      'Take as many as VOD does: the page asks for 20 at once.',
    );
  else if (lost > 0)
    notes.fail(
      `${most} ids`,
      `Of ${most} ids, ${lost} stand in none of the lists.`,
      `${PASS_ON} Take all ids of MediaIds.`,
    );
  else notes.ok(`${most} ids`, 'are answered all');

  const more = await ask(tooMany);
  const cut = isGood(more.heard) ? lostIn(action, more.heard, more.asked) : undefined;
  if (cut === undefined)
    expectRefusal(notes, `${tooMany} ids`, more.heard, { mend: 'Pass VOD’s refusal on (400 LimitExceeded.MediaIds).' });
  else if (cut > 0)
    notes.fail(
      `${tooMany} ids`,
      `${more.heard.asked} was answered, and ${cut} of them stand in none of the lists.`,
      'Refuse what is too much (400 LimitExceeded.MediaIds); do not cut it off.',
    );
  else notes.ok(`${tooMany} ids`, 'are answered all, more than VOD takes in one call');
}

/** So many ids that the reply says nothing of. */
function lostIn(action: ListAction, { json }: Heard, asked: readonly string[]): number | undefined {
  const listed = READERS[action](json);
  if (!listed) return undefined;
  const known = new Set([...listed.found, ...listed.missing, ...listed.forbidden]);
  return asked.filter((id) => !known.has(id)).length;
}

/** VOD tells of a media before it is uploaded no more than its title, or more. */
function contents(notes: Notes, { mark }: Visit, { json }: Heard, { videoId, title }: Created): void {
  const media = readMediaInfos(json)?.entries.find((entry) => entry.ids.includes(videoId))?.media;
  if (media?.title === undefined) notes.skip('texts', 'cannot be seen yet');
  else if (media.title !== title)
    notes.fail('texts', `The title has arrived as “${media.title.slice(0, 80)}”.`, 'Read and write bodies as UTF-8.');
  else notes.ok('texts', 'arrive as they were sent');
  judgeUserData(notes, media?.userData, mark);
}

/** `UserData` as the service tells it: of the page's there may be `Extend`, and nothing else. */
export function judgeUserData(notes: Notes, userData: string | undefined, mark: string): void {
  if (userData === undefined) return notes.skip('UserData', 'cannot be seen yet');
  if (userData.includes(CALLBACK_HOST))
    return notes.fail(
      'UserData',
      'MessageCallback was taken from the page: any visitor says where VOD posts its events.',
      'Build UserData on the server, with no more of the page’s than Extend.',
    );
  const read = parseJson(userData);
  const extend = isFields(read) ? field(read, 'Extend') : undefined;
  if (isFields(extend) && text(field(extend, 'check')) === mark)
    notes.ok('UserData', 'has the page’s Extend, and nothing else of it');
  else notes.warn('UserData', 'UserData is there, without the page’s Extend.', 'Lay the page’s Extend into it.');
}

/** One media's source file. */
export async function checkMezzanine(visit: Visit, { videoId }: Created): Promise<void> {
  const action = 'GetMezzanineInfo';
  if (!isWanted(visit, action)) return;
  const notes = visit.notes(action);
  const heard = await visit.talk.ask(action, { VideoId: videoId });
  if (isMissing(heard)) return noteMissing(visit, notes, heard);
  // Of a media without a file VOD may say that there is none.
  if (heard.status === 404 || heard.status === 400)
    notes.ok('reply', `is VOD’s refusal (${told(heard)}): there is no file yet`);
  else {
    const reply = goodReply(notes, 'reply', heard, 'It asks for a media that was just created.');
    if (reply && /"Mezzanine"/i.test(heard.body)) notes.ok('reply', 'has Mezzanine');
    else if (reply) notes.fail('reply', 'The reply has no Mezzanine.', 'Pass on the whole reply of VOD.');
  }
  const unknown = await visit.talk.ask(action, { VideoId: NOBODYS }, { about: 'for a media that nobody has' });
  expectRefusal(notes, 'unknown media', unknown, {
    mend: 'Pass VOD’s refusal on (404 InvalidVideo.NotFound), or answer 403.',
  });
}

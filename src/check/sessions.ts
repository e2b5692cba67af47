import { readMediaInfos } from '../vod/media-infos.js';
import { readUploadDetails } from '../vod/upload-details.js';
import { isMissing, isRedirect, told } from './answers.js';
import type { Created } from './creating.js';
import type { Notes } from './findings.js';
import { isGood, type Heard } from './talk.js';
import { isWanted, type Visit } from './visit.js';

/** Who has no session gets nothing, and who has another's nothing of this one's. */
export async function checkSessions(visit: Visit, created: Created): Promise<void> {
  const { options } = visit;
  const notes = visit.notes('Sessions');
  if (Object.keys(options.headers ?? {}).length === 0)
    notes.warn(
      'strangers',
      'The check had no session, and got upload credentials: so does everybody who can reach this address.',
      "Ask who it is and answer 401 to strangers; then give the check a session: --header 'cookie: …'.",
    );
  else await checkStrangers(visit, notes, created);
  if (options.otherHeaders === undefined)
    notes.skip('somebody else', "not looked at: --other-header 'cookie: …' gives the check another user’s session");
  else await checkOther(visit, notes, created);
}

async function checkStrangers({ talk }: Visit, notes: Notes, { videoId, question }: Created): Promise<void> {
  const who = 'nobody';
  const about = 'without a session';
  const asked = [
    await talk.ask('CreateUploadVideo', question, { who, about }),
    await talk.ask('RefreshUploadVideo', { VideoId: videoId }, { who, about }),
    await talk.ask('BatchGetMediaInfos', { MediaIds: videoId }, { who, about }),
  ];
  const mend = 'Look at the session before anything else, and answer 401: the upload waits for a sign-in then.';
  const open = asked.filter(isGood);
  if (open.length > 0)
    return notes.fail('strangers', `Without a session it answers all the same: ${actions(open)}.`, mend);
  const redirect = asked.find(isRedirect);
  if (redirect)
    return notes.fail('strangers', `${redirect.asked} was answered with a redirect, which the page cannot show.`, mend);
  const odd = asked.find((heard) => heard.status !== 401 && !isMissing(heard));
  if (odd)
    return notes.fail(
      'strangers',
      `${odd.asked} was answered with ${told(odd)}: the page takes only 401 for “sign in”, and fails at anything else.`,
      mend,
    );
  notes.ok('strangers', 'get 401');
}

async function checkOther(visit: Visit, notes: Notes, { videoId, question }: Created): Promise<void> {
  const { talk } = visit;
  const who = 'other';
  const about = 'by somebody else';
  const own = await talk.ask('CreateUploadVideo', question, { who, about });
  if (!isGood(own))
    return notes.fail(
      'somebody else',
      `The other user’s ${own.asked} was answered with ${told(own)}.`,
      'Is the session of --other-header still good?',
    );
  const mend = 'Keep whose media each is, and look at it before asking VOD.';
  const refresh = await talk.ask('RefreshUploadVideo', { VideoId: videoId }, { who, about });
  if (isGood(refresh))
    return notes.fail(
      'somebody else',
      'gets credentials to write into another user’s media (RefreshUploadVideo).',
      mend,
    );
  if (refresh.status === 401 || refresh.status >= 500)
    return notes.fail('somebody else', `${refresh.asked} was answered with ${told(refresh)}.`, `${mend} Answer 403.`);
  const shown = [
    isWanted(visit, 'GetUploadDetails') && (await talk.ask('GetUploadDetails', { MediaIds: videoId }, { who, about })),
    isWanted(visit, 'BatchGetMediaInfos') &&
      (await talk.ask('BatchGetMediaInfos', { MediaIds: videoId }, { who, about })),
  ].filter((heard) => heard !== false && isGood(heard) && shows(heard, videoId)) as readonly Heard[];
  if (shown.length > 0)
    return notes.fail(
      'somebody else',
      `is shown another user’s media (${actions(shown)}).`,
      `${mend} Name it in ForbiddenMediaIds.`,
    );
  notes.ok('somebody else', 'may not touch this user’s media, nor see them');
}

const shows = ({ json }: Heard, id: string): boolean =>
  readUploadDetails(json)?.UploadDetails.some((detail) => detail.MediaId === id) === true ||
  readMediaInfos(json)?.entries.some((entry) => entry.ids.includes(id)) === true;

const actions = (heard: readonly Heard[]): string => [...new Set(heard.map(({ action }) => action))].join(', ');

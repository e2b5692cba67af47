import type { Ticket } from '../engine/ports.js';
import { IDEMPOTENCY_HEADER } from '../vod/protocol.js';
import { field, text, unwrap, type Fields } from '../vod/quirks.js';
import { goodReply } from './answers.js';
import type { Notes } from './findings.js';
import { headerOf } from './header.js';
import type { Heard } from './talk.js';
import { judgeTicket } from './tickets.js';
import type { Visit } from './visit.js';

/** The media that the rest of the check asks for. */
export interface Created {
  readonly videoId: string;
  /** Absent where it could not be read. */
  readonly ticket?: Ticket;
  readonly title: string;
  readonly question: object;
  readonly heard: Heard;
}

/** Where VOD would post its events of the check's media, if a page could say so. Nobody's. */
export const CALLBACK_HOST = 'vod-uploader-check.invalid';

const pageUserData = (mark: string): string =>
  JSON.stringify({
    MessageCallback: { CallbackURL: `https://${CALLBACK_HOST}/`, CallbackType: 'http' },
    Extend: { check: mark },
  });

/** As a page asks for it; letters beyond ASCII are no rarity in titles. */
const questionOf = (mark: string, title: string) => ({
  Title: title,
  FileName: `${mark}.mp4`,
  FileSize: 1024,
  Description: 'Made by vod-uploader check. It holds no file and can be deleted.',
  Tags: 'vod-uploader,check',
  UserData: pageUserData(mark),
});

/** Makes a media; undefined where that did not work, and then nothing else can be asked. */
export async function checkCreate(visit: Visit): Promise<Created | undefined> {
  const { talk, mark, now } = visit;
  const notes = visit.notes('CreateUploadVideo');
  const title = `vod-uploader check ${mark} – 检查 é`;
  const question = questionOf(mark, title);
  const heard = await talk.ask('CreateUploadVideo', question, { headers: { [IDEMPOTENCY_HEADER]: mark } });
  const reply = goodReply(notes, 'reply', heard, adviceOn(heard, visit));
  if (!reply) return undefined;
  const fields = unwrap(reply, ['UploadAuth', 'UploadAddress', 'VideoId']) ?? {};
  const videoId = text(field(fields, 'VideoId'));
  if (videoId === undefined) {
    notes.fail('reply', 'The reply has no VideoId.', 'Pass on the whole reply of VOD.');
    return undefined;
  }
  spelling(notes, reply, fields);
  headers(notes, heard);
  const ticket = judgeTicket(notes, fields, now());
  return { videoId, title, question, heard, ...(ticket && { ticket }) };
}

/** What stands where, and in which words. The page reads all of it. */
function spelling(notes: Notes, reply: Fields, fields: Fields): void {
  const wanted = ['VideoId', 'UploadAddress', 'UploadAuth', 'RequestId'];
  const missing = wanted.filter((name) => field(fields, name) === undefined);
  if (missing.includes('UploadAddress') || missing.includes('UploadAuth')) return;
  if (missing.length > 0)
    notes.warn('reply', `The reply has no ${missing.join(', ')}.`, 'Pass it on: Alibaba’s support asks for it.');
  else {
    const others = wanted.filter((name) => !Object.hasOwn(fields, name));
    const odd = [
      ...(reply === fields ? [] : ['inside another object']),
      ...(others.length === 0 ? [] : ['in a spelling of its own']),
    ];
    notes.ok(
      'reply',
      `has ${wanted.join(', ')}${odd.length === 0 ? '' : ` (${odd.join(', ')}, which the page reads too)`}`,
    );
  }
}

/** A reply with credentials is for one reader, now. */
function headers(notes: Notes, heard: Heard): void {
  const type = headerOf(heard, 'content-type');
  if (!/^application\/([\w.]+\+)?json\b/i.test(type))
    notes.warn(
      'content type',
      `The reply’s Content-Type is ${type === '' ? 'missing' : type}.`,
      'Say application/json.',
    );
  const cache = headerOf(heard, 'cache-control').toLowerCase();
  const never = 'Say Cache-Control: no-store.';
  if (/\bpublic\b|\b(s-maxage|max-age)\s*=\s*"?[1-9]/.test(cache))
    notes.fail('cache-control', `The reply, which holds credentials, may be kept: ${cache}.`, never);
  else if (/\bno-store\b/.test(cache)) notes.ok('cache-control', 'no-store');
  else notes.warn('cache-control', 'The reply holds credentials, and nothing says that it is not to be kept.', never);
}

function adviceOn({ status, body }: Heard, { options }: Visit): string {
  const hasSession = Object.keys(options.headers ?? {}).length > 0;
  if (status === 401)
    return hasSession
      ? 'The session was not taken: is it still good, and complete?'
      : "It wants to know who asks: give the check a session, as --header 'cookie: …' or --header 'authorization: …'.";
  if (status >= 300 && status <= 399)
    return 'Name the address that it leads to as the endpoint; for a sign-in, answer 401 in place of a redirect.';
  if (status === 404 || status === 405) return 'Is this the base URL? Each action is POST {endpoint}/{Action}.';
  if (/BackendMisconfigured/.test(body)) return 'Its own log says what is not set up.';
  if (/IllegalCharacters|LengthExceeded/.test(body)) return 'The title has letters beyond ASCII: read bodies as UTF-8.';
  if (/callback|UserData/i.test(body)) return 'Take no more of the page’s UserData than Extend.';
  return 'Its log says why. A title and a file’s name are all that a create needs.';
}

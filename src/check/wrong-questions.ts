import { LIMITS } from '../vod/protocol-limits.js';
import { expectRefusal, isMissing, takenFor, told } from './answers.js';
import { isGood, NoAnswer, type Question } from './talk.js';
import type { Visit } from './visit.js';

/** More than a request of the page ever has, less than servers take for an attack. */
const LARGE = 512 * 1024;

const CHECK_FIRST = 'Check what the page sends before asking VOD, or pass VOD’s refusal on.';
const READ_SAFELY = 'Take a JSON object and nothing else, and answer 400 to the rest.';

/** Whatever is asked wrongly is refused in words that the page knows, creates nothing, and breaks nothing. */
export async function checkWrongQuestions(visit: Visit): Promise<void> {
  const { talk, mark } = visit;
  const notes = visit.notes('Wrong questions');
  const good = { Title: `vod-uploader check ${mark}`, FileName: `${mark}.mp4` };

  const refuse = async (name: string, params: object, about: string, code?: RegExp, more: Question = {}) => {
    const heard = await talk.ask('CreateUploadVideo', params, { about, ...more });
    expectRefusal(notes, name, heard, {
      ...(code && { code }),
      mend: more.body === undefined ? CHECK_FIRST : READ_SAFELY,
    });
  };
  await refuse('no file name', { Title: good.Title }, 'without FileName');
  await refuse('no title', { FileName: good.FileName }, 'without Title');
  await refuse(
    'unknown extension',
    { ...good, FileName: `${mark}.exe` },
    'for an .exe file',
    /^InvalidFileName\.Extension$/,
  );
  const long = 'x'.repeat(LIMITS.title + 1);
  await refuse('long title', { ...good, Title: long }, `with a title of ${long.length}`, /^LengthExceededMax$/);
  await refuse('emoji', { ...good, Title: '🎬' }, 'with an emoji in the title', /^IllegalCharacters$/);
  await refuse('title of another kind', { ...good, Title: { $ne: '' } }, 'with an object as title');
  await refuse('broken JSON', good, 'with broken JSON', undefined, { body: '{"Title":' });
  await refuse('null', good, 'with null as body', undefined, { body: 'null' });
  await refuse('list', good, 'with a list as body', undefined, { body: '[]' });
  await checkForm(visit, good);
  await checkLarge(visit);
  await checkGet(visit, good);
  await checkUnknownAction(visit);
}

/** What any site can send without asking the browser's leave. */
async function checkForm({ talk, notes, options }: Visit, good: object): Promise<void> {
  const heard = await talk.ask('CreateUploadVideo', good, {
    about: 'as text/plain',
    headers: { 'content-type': 'text/plain' },
  });
  const name = 'content type';
  const mend = 'Take application/json only, and answer 415 to the rest.';
  const note = notes('Wrong questions');
  const byCookie = Object.keys(options.headers ?? {}).some((each) => each.toLowerCase() === 'cookie');
  if (!isGood(heard)) expectRefusal(note, name, heard, { mend });
  else if (byCookie)
    note.fail(
      name,
      `${heard.asked} was accepted: any site can send that with a visitor’s cookies, without a preflight.`,
      mend,
    );
  else note.warn(name, `${heard.asked} was accepted: with cookies as sessions any site could send that.`, mend);
}

async function checkLarge({ talk, notes }: Visit): Promise<void> {
  const note = notes('Wrong questions');
  const name = 'large body';
  const mend = 'Answer 413 to bodies of more than some 64 KiB.';
  try {
    // It lacks what a create must have, so that nothing is made of it.
    const heard = await talk.ask('CreateUploadVideo', { Description: 'x'.repeat(LARGE) }, { about: 'of 512 KiB' });
    expectRefusal(note, name, heard, { mend });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    note.warn(name, `${error.message}: a page cannot tell that from a network that fails.`, mend);
  }
}

/** Others follow links, and keep what they lead to. */
async function checkGet({ talk, notes }: Visit, good: Readonly<Record<string, string>>): Promise<void> {
  const note = notes('Wrong questions');
  const heard = await talk.ask('CreateUploadVideo', {}, { method: 'GET', about: 'by GET', query: good });
  const mend = 'Answer 405 to everything but POST.';
  const isTicket = isGood(heard) && /UploadAuth/i.test(heard.body);
  if (isTicket) note.fail('GET', `${heard.asked} gave credentials: links and caches could have them.`, mend);
  else if (isGood(heard)) note.warn('GET', `${heard.asked} was answered with HTTP ${heard.status}.`, mend);
  else if (heard.status >= 500 && heard.status !== 501)
    note.fail('GET', `${heard.asked} was answered with ${told(heard)}.`, mend);
  else note.ok('GET', `refused (HTTP ${heard.status})`);
}

async function checkUnknownAction({ talk, notes }: Visit): Promise<void> {
  const note = notes('Wrong questions');
  // Not one of VOD's either.
  const heard = await talk.ask('NobodysAction', {});
  const mend = 'Answer 404, with the Code InvalidAction.NotFound where there is one.';
  const name = 'unknown action';
  if (isMissing(heard)) return note.ok(name, `refused (${told(heard)})`);
  const taken = isGood(heard) ? 'broken' : takenFor(heard).code;
  note.fail(
    name,
    `An action that nobody has was answered with ${told(heard)}: the page takes each that you leave out for ${taken === 'backend-busy' ? 'one that is busy, and asks again and again' : taken === 'backend-sign-in' ? 'one that wants a sign-in' : 'one that fails'}.`,
    mend,
  );
}

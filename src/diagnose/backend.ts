import type { Check } from '../engine/diagnosis.js';
import { UploadError, type ErrorCode } from '../engine/error.js';
import type { Ticket } from '../engine/ports.js';
import type { Uploader } from '../engine/uploader.js';
import { isOver } from '../engine/state.js';
import { failed, ok, skipped, told, warning } from './check.js';
import type { Kit } from './kit.js';

/** Nobody's: asking for it creates nothing, and a backend that is well says that it knows no such media. */
const NOBODY = '0'.repeat(32);

export interface BackendFindings {
  readonly check: Check;
  /** Absent where none could be had without creating a media, or was refused. */
  readonly ticket?: Ticket;
  /** The ticket could not be read. */
  readonly unreadable?: UploadError;
}

interface Question {
  readonly kit: Kit;
  readonly uploader: Pick<Uploader, 'state' | 'listResumable'>;
  readonly create: boolean;
  readonly signal: AbortSignal;
}

/** Asks the backend for a ticket where that creates nothing, or where it may; else only whether it answers. */
export async function askBackend({ kit, uploader, create, signal }: Question): Promise<BackendFindings> {
  const { backend } = kit;
  const videoId = await knownVideoId(uploader);
  try {
    if (videoId !== undefined) {
      const ticket = withConnection(await backend.refresh(videoId, { signal }), kit);
      return { check: ok('backend', `${place(kit)} renews the credentials of an upload.`), ticket };
    }
    if (create) {
      const metadata = { title: 'vod-uploader diagnose', fileName: 'diagnose.mp4', fileSize: 1 };
      const idempotencyKey = crypto.randomUUID?.() ?? `diagnose-${kit.clock.now()}`;
      const { ticket } = await backend.create(metadata, { signal, idempotencyKey });
      return { check: ok('backend', `${place(kit)} creates a media; this one is left in VOD, empty.`), ticket };
    }
    await backend.report([NOBODY], { signal });
    return { check: ok('backend', `${place(kit)} answers.`) };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = UploadError.from(thrown);
    const unreadable = error.code === 'ticket-malformed';
    if (unreadable) return { check: ok('backend', `${place(kit)} answers.`), unreadable: error };
    return { check: judge(error, kit, videoId !== undefined || create) };
  }
}

/** Of an upload that is not over, where there is one: VOD may refuse to renew the others. */
async function knownVideoId(uploader: Question['uploader']): Promise<string | undefined> {
  const known = [...uploader.state.uploads, ...(await uploader.listResumable())].filter((u) => u.videoId !== undefined);
  return (known.find((upload) => !isOver(upload)) ?? known[0])?.videoId;
}

/** The page's word about the target goes over the ticket's. */
function withConnection(ticket: Ticket, { connection }: Kit): Ticket {
  const { region, cname } = connection();
  return { ...ticket, target: { ...ticket.target, ...(region && { region }), ...(cname && { cname }) } };
}

/** Without query and password, which may be secret. */
function place({ connection }: Kit): string {
  const { endpoint, urls, backend } = connection();
  if (backend !== undefined) return 'The page’s own backend function';
  const address = endpoint || urls?.CreateUploadVideo || '';
  const base = globalThis.document?.baseURI ?? globalThis.location.href;
  if (!URL.canParse(address, base)) return 'The backend';
  const { origin, pathname } = new URL(address, base);
  return `The backend at ${origin}${pathname}`;
}

const ADVICE: Partial<Record<ErrorCode, string>> = {
  'no-endpoint': 'Set endpoint, or backend.',
  'backend-unreachable':
    'Look whether it runs, whether connect-src of the page’s policy allows it and, when it is of another origin, whether its CORS rules allow this page and the headers content-type, accept and idempotency-key.',
  'backend-sign-in': 'It wants a sign-in: send its cookies (with-credentials) or headers along.',
  'backend-busy': 'It is overloaded or broken: read its log.',
  'backend-malformed': 'It must answer POST {endpoint}/{Action} with the API’s own JSON.',
  'backend-refused': 'Read its log: the API’s code says why.',
};

/** `inEarnest`: it was asked for something that uploads need. */
function judge(error: UploadError, kit: Kit, inEarnest: boolean): Check {
  const said = `${place(kit)} was asked for ${error.detail.operation ?? 'it'} and said ${told(error)}.`;
  if (error.code === 'backend-unsupported' && !inEarnest) {
    return warning(
      'backend',
      `${said} It can tell nothing of what VOD makes of a file; or there is no backend at this address, which diagnose({ create: true }) finds out.`,
    );
  }
  if (error.code === 'backend-refused' && !inEarnest) return ok('backend', `${said} That is an answer.`);
  const advice = ADVICE[error.code] ?? 'It has to have CreateUploadVideo and RefreshUploadVideo.';
  return failed('backend', `${said} ${advice}`);
}

export const noTicket = (name: Check['name']): Check =>
  skipped(
    name,
    'Not looked at: it takes a ticket. Look again while an upload is under way, or with diagnose({ create: true }), which leaves an empty media in VOD.',
  );

import { NEVER } from './abort.js';
import { untilAborted } from './until-aborted.js';
import { UploadError, type ErrorCode } from './error.js';
import { Lanes, type Lane } from './lanes.js';
import type { Abortable, Backend, Ports, Ticket } from './ports.js';
import type { Restless } from './rest.js';
import { LONGEST_TRY_MS, persist } from './retry.js';
import type { WithCover } from './settings.js';
import { PATIENCE_MS, watched } from './storage-call.js';

/** What `CreateUploadImage` takes as `ImageExt`, by the picture's own type. */
const EXTENSIONS: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' };

/** As when a media is created. */
const CREATE_TRIES = 3;
const CREATE_FIRST_MS = 2_500;
const BACKEND_PASSING: readonly ErrorCode[] = ['backend-unreachable', 'backend-busy'];

const PASSING: readonly ErrorCode[] = ['network', 'stalled', 'storage-busy', 'captive-portal'];
/** What spoilt one answer may not spoil the next. */
const MENDABLE: readonly ErrorCode[] = ['part-damaged', 'storage-malformed'];
const MEND_TRIES = 4;
/** An image's credentials cannot be renewed: another image is created, once. */
const OUTDATED: readonly ErrorCode[] = ['credentials-expired', 'storage-refused', 'signature-refused'];

type Made = Awaited<ReturnType<Backend['createImage']>>;

/** How far a picture is; whoever goes on with it after a pause, or has it for the next file, goes on from there. */
interface Progress {
  /** The same one makes the same image. */
  key?: string | undefined;
  making?: Promise<Made> | undefined;
  url?: string;
}

const known = new WeakMap<Backend, WeakMap<Blob, Progress>>();

interface Sending extends Abortable {
  readonly job: Restless & { readonly ports: Pick<Ports, 'backend' | 'openStore' | 'hasher' | 'newId'> };
  readonly lane: Lane;
}

/** Throws `cover-type` for what VOD does not take as a picture. */
function extensionFor({ type }: Blob): string {
  const extension = EXTENSIONS[type];
  if (extension !== undefined) return extension;
  throw new UploadError('cover-type', `A cover is a PNG, JPEG or GIF, not "${type}"`, {
    field: 'cover',
    values: { type },
  });
}

/**
 * Sends the picture that is wanted, which may be another one when it has been sent, or none. Rejects with an
 * `UploadError`, or with the signal's reason; what was done stays done.
 */
export async function coverSent(wanted: () => WithCover, sending: Sending): Promise<void> {
  let sent: Blob | undefined;
  for (let { cover } = wanted(); cover !== undefined && cover !== sent; { cover } = wanted()) {
    await send(cover, sending);
    sent = cover;
  }
}

/** What VOD is told: instead of the picture its URL. */
export function byUrl<Told extends { readonly coverUrl?: string }>(
  { cover, ...told }: Told & WithCover,
  backend: Backend,
): Omit<Told, 'cover'> {
  const url = cover && progressOf(backend, cover).url;
  return url === undefined ? told : { ...told, coverUrl: url };
}

/** For a page that wants the URL itself, and has nobody to tell what it waits for. */
export const sendCover = (image: Blob, ports: Ports, signal: AbortSignal): Promise<string> =>
  send(image, { job: { ports, onNudge: () => undefined }, lane: new Lanes(() => undefined).enter(), signal });

async function send(image: Blob, sending: Sending): Promise<string> {
  const extension = extensionFor(image);
  const progress = progressOf(sending.job.ports.backend, image);
  if (progress.url !== undefined) return progress.url;
  try {
    return (progress.url = await makeAndWrite(image, progress, extension, sending));
  } catch (thrown) {
    if (sending.signal.aborted) throw thrown;
    const { message, detail } = UploadError.from(thrown);
    const facts = { ...detail, field: 'cover' } as const;
    throw new UploadError('cover-failed', `The cover could not be sent: ${message}`, facts, { cause: thrown });
  }
}

async function makeAndWrite(image: Blob, progress: Progress, extension: string, sending: Sending): Promise<string> {
  for (let again = false; ; again = true) {
    const { imageUrl, ticket } = await make(progress, extension, sending);
    try {
      await write(image, ticket, sending);
      return imageUrl;
    } catch (thrown) {
      if (sending.signal.aborted) throw thrown;
      progress.making = progress.key = undefined;
      if (again || !OUTDATED.includes(UploadError.from(thrown).code)) throw thrown;
    }
  }
}

function progressOf(backend: Backend, image: Blob): Progress {
  const images = known.get(backend) ?? new WeakMap<Blob, Progress>();
  known.set(backend, images);
  const progress = images.get(image) ?? {};
  images.set(image, progress);
  return progress;
}

/** Runs to its end even when nobody waits for it any more: it creates something. */
function make(progress: Progress, extension: string, { job, lane, signal }: Sending): Promise<Made> {
  const { backend, newId } = job.ports;
  const create = () =>
    backend.createImage({ extension }, { signal: NEVER, idempotencyKey: (progress.key ??= newId()) });
  const ask = () =>
    (progress.making ??= create().catch((thrown: unknown) => {
      progress.making = undefined;
      throw thrown;
    }));
  const retry = ({ code }: UploadError, attempt: number) =>
    code === 'backend-sign-in' || (attempt < CREATE_TRIES && BACKEND_PASSING.includes(code));
  return persist(() => untilAborted(ask(), signal), { job, lane, signal, firstMs: CREATE_FIRST_MS, retry });
}

/** One request, which may be repeated: the same bytes to the same place. */
async function write(image: Blob, ticket: Ticket, { job, lane, signal }: Sending): Promise<void> {
  const { openStore, hasher, clock, network } = job.ports;
  const store = openStore(() => Promise.resolve(ticket.credentials));
  const md5 = await hasher.md5(image, { signal }).catch(unlessUnreadable);
  const object = { blob: image, contentType: image.type, ...(md5 !== undefined && { md5 }) };
  const step = (s: AbortSignal, alive: () => void) =>
    store.write(ticket.target, object, { signal: s, onSent: (bytes) => bytes > 0 && alive() });
  const retry = ({ code }: UploadError, attempt: number) =>
    PASSING.includes(code) || (attempt <= MEND_TRIES && MENDABLE.includes(code));
  const attempt = () => watched(step, { clock, network, signal, patienceMs: () => PATIENCE_MS });
  await persist(attempt, { job, lane, signal, retry, forMs: LONGEST_TRY_MS });
}

/** A page that cannot hash sends without; a picture that cannot be read is another matter. */
function unlessUnreadable(thrown: unknown): undefined {
  if (UploadError.from(thrown).code === 'file-unreadable') throw thrown;
  return undefined;
}

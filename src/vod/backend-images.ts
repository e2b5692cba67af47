import type { ImageRequest } from '../engine/backend-port.js';
import { UploadError } from '../engine/error.js';
import type { Abortable, Ticket } from '../engine/ports.js';
import { understood } from './answer.js';
import type { Ask } from './ask.js';
import { defined, field, text, unwrap } from './quirks.js';
import { decodeTicket } from './ticket.js';

/** A cover's address and the credentials to send it there. */
export async function createImage(
  ask: Ask,
  { extension, title }: ImageRequest,
  options: Abortable & { readonly idempotencyKey: string },
  now: () => number,
): Promise<{ imageUrl: string; ticket: Ticket }> {
  const body = defined({ ImageType: 'cover', ImageExt: extension, Title: title });
  const reply = await ask('CreateUploadImage', body, options);
  const fields = understood('CreateUploadImage', reply, unwrap(reply.value, ['UploadAuth', 'UploadAddress']));
  const imageUrl = understood('CreateUploadImage', reply, text(field(fields, 'ImageURL')));
  return { imageUrl, ticket: decodeTicket(fields, now()) };
}

/** What is left in the bucket first: it is found by the media. Either may be gone already. */
export async function deleteMedia(ask: Ask, videoId: string, options: Abortable): Promise<void> {
  await gone(ask('DeleteMultipartUpload', { MediaId: videoId, MediaType: 'video' }, options)).catch(unlessMissing);
  await gone(ask('DeleteVideo', { VideoIds: videoId }, options));
}

const gone = (answer: Promise<unknown>): Promise<unknown> =>
  answer.catch((thrown: unknown) => {
    const { code, detail } = UploadError.from(thrown);
    if (code !== 'backend-refused' || !/\.NotFound$/.test(detail.serviceCode ?? '')) throw thrown;
  });

/** VOD removes it by itself in time; the media it does not. */
function unlessMissing(thrown: unknown): void {
  if (UploadError.from(thrown).code !== 'backend-unsupported') throw thrown;
}

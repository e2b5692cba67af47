import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isFields, number, parseJson, text, type Fields } from '../vod/quirks.js';
import { readJson } from './body.js';
import { logEventFailure } from './log.js';
import { Refusal } from './refusal.js';

interface EventBase {
  /** ISO 8601, as VOD says it. */
  readonly time?: string;
  readonly videoId?: string;
  /** Everything, with names and texts trimmed: the service's own samples end in spaces. */
  readonly fields: Fields;
}

/** What VOD tells of its own accord. Source: the pages on its events, and their samples. */
export type VodEvent =
  /** The file is in OSS. Of an upload that fails there is no event. */
  | (EventBase & { readonly type: 'FileUploadComplete'; readonly size?: number; readonly fileUrl?: string })
  | (EventBase & {
      readonly type: 'UploadByURLComplete';
      readonly succeeded: boolean;
      readonly jobId?: string;
      readonly sourceUrl?: string;
      readonly errorCode?: string;
      readonly errorMessage?: string;
    })
  /** All streams of the media. */
  | (EventBase & { readonly type: 'TranscodeComplete'; readonly succeeded: boolean })
  /** One of them. */
  | (EventBase & {
      readonly type: 'StreamTranscodeComplete';
      readonly succeeded: boolean;
      readonly format?: string;
      readonly definition?: string;
      readonly playUrl?: string;
    })
  | (EventBase & { readonly type: 'ImageUploadComplete'; readonly imageId?: string; readonly imageUrl?: string })
  | (EventBase & { readonly type: 'VideoAnalysisComplete'; readonly succeeded: boolean })
  /** `name` is VOD's `EventType`. */
  | (EventBase & { readonly type: 'other'; readonly name: string });

export interface EventHandlerOptions {
  /** Of the callback's authentication, as set in VOD's console. Without it every event is refused. */
  readonly privateKey: string | undefined;
  /** As it stands in VOD's console, because it is part of what is signed. */
  readonly callbackUrl: string;
  /** May be asynchronous. When it throws, VOD tries again. The same event may come more than once. */
  readonly onEvent: (event: VodEvent) => unknown;
  /** Hears what was refused and what `onEvent` threw; one line on the console unless given. */
  readonly onError?: (error: unknown) => void;
  /** Wall time, ms. */
  readonly now?: () => number;
}

const MAX_BODY_BYTES = 64 * 1024;
/** Older ones may be somebody's recording. */
const WINDOW_MS = 5 * 60_000;

/** Takes VOD's event callbacks: verified, typed. Answers 200 when the event was taken; never rejects. */
export function createEventHandler(options: EventHandlerOptions): (request: Request) => Promise<Response> {
  const { onEvent, onError = logEventFailure } = options;
  return async (request) => {
    try {
      verify(request, options);
      await onEvent(readEvent(await readJson(request, MAX_BODY_BYTES)));
      return new Response(null, { status: 200 });
    } catch (error) {
      onError(error);
      return error instanceof Refusal ? error.toResponse() : new Response(null, { status: 500 });
    }
  };
}

/** `MD5(CallbackURL|X-VOD-TIMESTAMP|PrivateKey)` in hex. */
function verify(request: Request, { privateKey, callbackUrl, now = Date.now }: EventHandlerOptions): void {
  if (!privateKey)
    throw new Refusal(403, 'Forbidden', 'Events are refused until createEventHandler is given privateKey.');
  const timestamp = request.headers.get('x-vod-timestamp') ?? '';
  const signature = request.headers.get('x-vod-signature')?.toLowerCase() ?? '';
  const expected = bytesToHex(md5(new TextEncoder().encode(`${callbackUrl}|${timestamp}|${privateKey}`)));
  if (!isSame(signature, expected)) throw new Refusal(403, 'SignatureDoesNotMatch', 'The event is not signed by VOD.');
  if (Math.abs(Number(timestamp) * 1000 - now()) > WINDOW_MS || !/^\d+$/.test(timestamp))
    throw new Refusal(403, 'RequestTimeTooSkewed', 'The event is not of this moment.');
}

/** In the same time whatever differs. */
function isSame(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let at = 0; at < b.length; at += 1) difference |= (a.charCodeAt(at) || 0) ^ b.charCodeAt(at);
  return difference === 0;
}

/** Also for messages that come another way, by SMQ. Throws a `Refusal` where it is no event. */
export function readEvent(body: unknown): VodEvent {
  const raw = typeof body === 'string' ? parseJson(body) : body;
  if (!isFields(raw)) throw new Refusal(400, 'InvalidParameter', 'An event is a JSON object.');
  const fields = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name.trim(), trimmed(value)]));
  const words = (name: string): string | undefined => text(fields[name]);
  const name = words('EventType');
  if (name === undefined) throw new Refusal(400, 'MissingParameter', 'An event has an EventType.');
  const succeeded = words('Status')?.toLowerCase() === 'success';
  const base = given({ time: words('EventTime'), videoId: words('VideoId') ?? words('MediaId') });
  switch (name) {
    case 'FileUploadComplete':
      return { type: name, ...base, ...given({ size: number(fields['Size']), fileUrl: words('FileUrl') }), fields };
    // The newest reference calls it so.
    case 'VideoUploadComplete':
      return { type: 'FileUploadComplete', ...base, ...given({ size: number(fields['Size']) }), fields };
    case 'UploadByURLComplete':
      return {
        type: name,
        ...base,
        succeeded,
        ...given({
          jobId: words('JobId'),
          sourceUrl: words('SourceURL'),
          errorCode: words('ErrorCode'),
          errorMessage: words('ErrorMessage'),
        }),
        fields,
      };
    case 'TranscodeComplete':
    case 'VideoAnalysisComplete':
      return { type: name, ...base, succeeded, fields };
    case 'StreamTranscodeComplete':
      return {
        type: name,
        ...base,
        succeeded,
        ...given({ format: words('Format'), definition: words('Definition'), playUrl: words('FileUrl') }),
        fields,
      };
    case 'ImageUploadComplete':
      return { type: name, ...base, ...given({ imageId: words('ImageId'), imageUrl: words('FileURL') }), fields };
    default:
      return { type: 'other', name, ...base, fields };
  }
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

const given = <T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

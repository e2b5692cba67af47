import { UploadError } from '../engine/error.js';
import type { Abortable, Ticket } from '../engine/ports.js';
import type { SendReply, SendRequest } from '../engine/send-port.js';
import { watched } from '../engine/storage-call.js';
import { addressOf } from '../oss/address.js';
import { readRefusal } from '../oss/errors.js';
import { createNativeStore, pageIsSecure } from '../oss/native-store.js';
import type { Kit } from './kit.js';

const PATIENCE_MS = 15_000;

/** One byte and its MD5: real parts carry it, so the bucket's CORS rule must let it pass. */
const BYTE = new Blob([new Uint8Array(1)]);
const MD5_OF_BYTE = 'k7iFrf4NoInN9jSQT9WfcQ==';

/** What the bucket answered to a multipart upload of one byte that was thrown away again. */
export interface BucketFindings {
  /** Why beginning it or sending its part did not work. */
  readonly failure?: UploadError;
  /** Where no answer could be read: whether the bucket can be reached at all. */
  readonly reachable?: boolean;
  /** Headers of an answer that the page can read; undefined before any answer. */
  readonly headers?: (name: string) => boolean;
  /** Whether the part itself was answered. */
  readonly partAnswered: boolean;
  readonly listing?: 'allowed' | 'refused';
  readonly signature?: 'v4' | 'v1';
  /** This computer's clock against OSS's, where OSS complained of it. */
  readonly aheadMs?: number;
  /** The parts could not be thrown away. */
  readonly left: boolean;
}

interface Exchange {
  readonly request: SendRequest;
  readonly reply: SendReply;
  readonly at: number;
}

/** Begins a multipart upload of its own, sends one byte, lists and aborts; never completes, touches no other. */
export async function probeBucket(
  { target, credentials }: Ticket,
  kit: Kit,
  signal: AbortSignal,
): Promise<BucketFindings> {
  const { clock } = kit;
  const seen: Exchange[] = [];
  const send = async (request: SendRequest): Promise<SendReply> => {
    const reply = await kit.send(request);
    seen.push({ request, reply, at: clock.now() });
    return reply;
  };
  const store = createNativeStore({ send, now: () => clock.now() })(async () => credentials);
  const ask = <T>(step: (options: Abortable) => Promise<T>, until = signal): Promise<T> =>
    watched((own) => step({ signal: own }), { clock, signal: until, patienceMs: () => PATIENCE_MS });

  let uploadId: string | undefined;
  let findings: Partial<BucketFindings>;
  try {
    const contentType = 'application/octet-stream';
    const id = (uploadId = await ask((options) => store.open(target, { ...options, contentType }), NEVER));
    const part = { n: 1, blob: BYTE, md5: MD5_OF_BYTE };
    await ask((options) => store.put(target, id, part, { ...options, onSent: () => undefined }));
    findings = { listing: await ask((options) => mayList(store.list(target, id, options))) };
  } catch (thrown) {
    const failure = UploadError.from(thrown);
    const unanswered = ['network', 'stalled'].includes(failure.code);
    findings = {
      failure,
      ...(unanswered && { reachable: await isReachable(addressOf(target, pageIsSecure()).origin) }),
    };
  }
  const id = uploadId;
  const left = id !== undefined && !(await isDone(ask((options) => store.discard(target, id, options), NEVER)));
  signal.throwIfAborted();
  return { ...findings, ...read(seen), left };
}

/** What was begun is thrown away, even when whoever asked for it has lost interest. */
const NEVER = new AbortController().signal;

const isDone = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    () => false,
  );

const mayList = (listing: Promise<unknown>): Promise<BucketFindings['listing']> =>
  listing.then(
    () => 'allowed',
    (thrown: unknown) => {
      if (UploadError.from(thrown).code === 'storage-refused') return 'refused';
      throw thrown;
    },
  );

function read(seen: readonly Exchange[]): Pick<BucketFindings, 'headers' | 'partAnswered' | 'signature' | 'aheadMs'> {
  const part = seen.findLast(({ request, reply }) => request.method === 'PUT' && reply.status === 200);
  const last = part ?? seen.at(-1);
  if (last === undefined) return { partAnswered: false };
  const skewed = seen.find(({ reply }) => readRefusal(reply).serverTime !== undefined);
  const authorization = last.request.headers['authorization'] ?? last.request.headers['Authorization'] ?? '';
  return {
    headers: (name) => last.reply.headers.get(name) !== null,
    partAnswered: part !== undefined,
    signature: authorization.startsWith('OSS4-') ? 'v4' : 'v1',
    ...(skewed && { aheadMs: skewed.at - readRefusal(skewed.reply).serverTime! }),
  };
}

/** A request whose answer nobody may read tells a missing CORS rule from a missing connection. */
const isReachable = (origin: string): Promise<boolean> =>
  isDone(fetch(origin, { mode: 'no-cors', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) }));

import type { UploadState, WaitReason } from '../../src/core.js';
import type { LogEntry } from '../../src/emulator/index.js';
import type { Tone } from './stage.js';

const WAITS: Partial<Record<WaitReason, string>> = {
  offline: 'There is no network. It waits; what has arrived stays where it is.',
  stalled: 'Nothing moves. It waits and tries again.',
  backend: 'It waits for the backend to come back.',
  'file-needed': 'The new page needs the file again.',
  'other-tab': 'The old page still holds it.',
};

/** Over in a second, and what it was about was said already. */
const isShort = (upload: UploadState): boolean =>
  upload.phase === 'waiting' && (upload.reason === 'backing-off' || upload.reason === 'credentials');

/** What has become of the upload, in words; undefined where there is nothing to tell. */
export function phaseWords(after: UploadState, before: UploadState | undefined): [Tone, string] | undefined {
  switch (after.phase) {
    case 'waiting':
      return isShort(after) ? undefined : ['wait', WAITS[after.reason] ?? `It waits: ${after.reason}.`];
    case 'uploading':
      if (before !== undefined && isShort(before)) return undefined;
      return before?.phase === 'waiting'
        ? ['good', 'It goes on from where it was.']
        : ['plain', 'Bytes are on their way.'];
    case 'uploaded':
      return ['good', 'All parts are there, and OSS has put them together.'];
    case 'processing':
      return ['plain', 'VOD prepares it.'];
    case 'ready':
      return ['good', 'Ready to play.'];
    case 'failed':
      return ['bad', `It failed: ${after.error.message}`];
    default:
      return undefined;
  }
}

const CODES: Readonly<Record<string, string>> = {
  InvalidDigest: 'A part arrived damaged: its MD5 did not fit, and OSS refused it. It is sent again.',
  ServiceUnavailable: 'OSS answered 503. The part is tried again.',
  SlowDown: 'OSS is busy. Fewer connections, and the part is tried again.',
  InvalidSecurityToken: 'OSS refused the token. New credentials are asked for.',
  SecurityTokenExpired: 'The token has expired. New credentials are asked for.',
  InvalidAccessKeyId: 'OSS does not know the key any more: expired. New credentials are asked for.',
  RequestTimeTooSkewed: 'OSS says that the clock is wrong. Its own time is used from now on.',
};

/** What went wrong with a request; undefined where nothing did. New credentials are worth a word too. */
export function troubleWords({ op, service, status, code = '', cut }: LogEntry): string | undefined {
  if (cut) return op === 'UploadPart' ? 'A part broke off on its way. It is sent again.' : undefined;
  if (status === undefined || status < 400) return undefined;
  if (service === 'backend') return 'The backend answered 503. It is asked again.';
  return service === 'oss' ? (CODES[code] ?? `OSS refused a request: ${code || status}.`) : undefined;
}

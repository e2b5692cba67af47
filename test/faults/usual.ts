import { expect } from 'vitest';
import type { VirtualWorld } from '../support/virtual-world.js';
import { PART, WELL, type Run } from './harness.js';

/** What the bucket is asked for when nothing is wrong; each row says only how it differs. */
export const WHOLE = [
  'InitiateMultipartUpload 200',
  'UploadPart 1 200',
  'UploadPart 2 200',
  'UploadPart 3 200',
  'CompleteMultipartUpload 200',
  'HeadObject 200',
];

/** With `extra` before the request that begins like that. */
export function asking(before: string, ...extra: readonly string[]): string[] {
  const at = WHOLE.findIndex((line) => line.startsWith(before));
  if (at < 0) throw new TypeError(`No ${before} among the usual requests`);
  return [...WHOLE.slice(0, at), ...extra, ...WHOLE.slice(at)];
}

/** What a row says while it waits. */
export const WAITS = {
  offline: 'Waiting: You are offline. This will continue when you reconnect.',
  stuck: 'Waiting: The connection has stalled. This will continue by itself.',
  interrupted: 'Waiting: The connection was interrupted. Trying again in a moment.',
  unreachable:
    'Waiting: The storage service is not responding. Trying again in a moment. If this continues, contact the site owner.',
  credentials: 'Waiting: Renewing the permission to upload.',
  backend: 'Waiting: This site’s server is not responding. Trying again in a moment.',
  signIn: 'Waiting: Your session has ended. Sign in again, then press Resume.',
  portal: 'Waiting: This network asks you to sign in first. Open any web page to do so.',
} as const;

export type Wait = keyof typeof WAITS;

/** The usual words, interrupted by these waits while it says `during`; a list is one wait whose reason changes. */
export function waiting(during: string, ...waits: readonly (Wait | readonly Wait[])[]): string[] {
  const at = WELL.indexOf(during);
  if (at < 0) throw new TypeError(`Nobody says ${during} when all is well`);
  const said = waits.flatMap((wait) => [...[wait].flat().map((reason) => WAITS[reason]), during]);
  return [...WELL.slice(0, at + 1), ...said, ...WELL.slice(at + 1)];
}

/** These words and no others, in this order at first: where several connections wait and go on, how often is chance. */
export const inAnyNumber =
  (words: readonly string[]) =>
  (said: readonly string[]): void =>
    expect([...new Set(said)]).toEqual([...new Set(words)]);

/** After the file was chosen again for what an earlier page left. */
export const AGAIN = ['Paused', 'Queued', ...WELL.slice(3)];

/** From the choice of the file to a failure while it says `during`, after these waits. */
export const failing = (during: string, text: string, ...waits: Parameters<typeof waiting>[1][]): string[] => [
  ...waiting(during, ...waits).slice(0, -(WELL.length - 1 - WELL.indexOf(during))),
  `Failed: ${text}`,
];

/** The same where the last of the waits ends so: nothing moved any more in between. */
export const givenUp = (...failure: Parameters<typeof failing>): string[] => failing(...failure).toSpliced(-2, 1);

/** How often the page asked its backend for new credentials. */
export const renewals = ({ world }: VirtualWorld): number =>
  world.log.entries.filter(({ service, op }) => service === 'backend' && op === 'RefreshUploadVideo').length;

/** What was asked for more than once, without the answers. */
export function repeated(requests: readonly string[]): string[] {
  const asked = requests.map((line) => line.slice(0, line.lastIndexOf(' ')));
  return [...new Set(asked.filter((line, at) => asked.indexOf(line) !== at))];
}

/** Half of the second part has left, at one part a second. */
export async function inPart2({ world, page }: Run): Promise<void> {
  page.link.bytesPerSecond = PART;
  await world.time.until(() => page.first().sent > PART * 1.5);
}

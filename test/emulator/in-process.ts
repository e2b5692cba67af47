import { vi } from 'vitest';
import { createEmulator } from '../../src/emulator/emulator.js';
import type { FaultOrder } from '../../src/emulator/faults.js';
import { createVirtualClock } from '../support/virtual-clock.js';
import { upload } from './wire.js';

const WORLD = 'spoilt';

/** An emulator without a socket, in time that passes only when the test says so, and one upload to it. */
export async function inProcess() {
  const time = createVirtualClock(Date.now());
  const emulator = createEmulator({ clock: time.clock.now, wait: time.clock.wait });
  let head: Response | undefined;
  const fetch = async (request: Request): Promise<Response> => (head = await emulator.fetch(request));
  const host = { ...emulator, url: 'http://127.0.0.1', fetch };
  const world = emulator.world(WORLD);
  const one = await upload(host, WORLD);
  const uploadId = await one.open();
  return {
    ...one,
    emulator,
    world,
    time,
    uploadId,
    spoil: (order: FaultOrder) => world.faults.add(order),
    /** Numbers of the parts that the bucket holds. */
    held: () => [...world.bucket.uploads.values()].flatMap(({ parts }) => [...parts.keys()]),
    /** The last answer, of which perhaps no more than this arrived. */
    head: () => head,
    last: () => world.log.entries.at(-1),
    /** Waits until the emulator waits. */
    stuck: () => until(() => time.pending > 0),
    /** Asks the page's backend, as the kit's client would. */
    ask: (op: string, body: unknown = {}, init: RequestInit = {}) =>
      fetch(
        new Request(`http://127.0.0.1/__emulator/${WORLD}/api/vod/${op}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: 'http://page.test' },
          body: JSON.stringify(body),
          ...init,
        }),
      ),
  };
}

/** What has become of a promise so far. */
export function watched<T>(promise: Promise<T>): { readonly state: () => string; readonly done: Promise<T> } {
  let state = 'waiting';
  promise.then(
    () => (state = 'done'),
    () => (state = 'failed'),
  );
  return { state: () => state, done: promise };
}

/** Waits for what is about to be; a busy machine may take its time. */
export const until = <T>(ask: () => T): Promise<T> => vi.waitUntil(ask, { timeout: 60_000, interval: 5 });

import { describe, expect, it } from 'vitest';
import { detailOf } from '../../src/elements/events.js';
import { eventsOf, Teller } from '../../src/elements/teller.js';
import { reduce } from '../../src/engine/reduce.js';
import type { UploadEvent, UploadState } from '../../src/engine/state.js';
import { UploadError } from '../../src/engine/error.js';
import { uploadAt } from '../support/upload-states.js';

/** What a page hears while the machine goes through `events`. */
function heard(events: readonly UploadEvent[], from: UploadState = uploadAt()): string[] {
  const target = new EventTarget();
  const teller = new Teller(target);
  const types: string[] = [];
  for (const type of [
    'created',
    'start',
    'progress',
    'waiting',
    'paused',
    'resumed',
    'success',
    'ready',
    'error',
    'cancel',
  ]) {
    target.addEventListener(`upload-${type}`, () => types.push(type));
  }
  let state = from;
  for (const event of events) {
    const after = reduce(state, event);
    if (after !== state) teller.tell(after, state);
    state = after;
  }
  return types;
}

const toUploading: UploadEvent[] = [
  { type: 'validated', title: 'Harbour' },
  { type: 'start' },
  { type: 'created', videoId: 'v1' },
  { type: 'authorized' },
  { type: 'uploading' },
];
const again: UploadEvent[] = [{ type: 'start' }, { type: 'authorized' }, { type: 'uploading' }];
const toReady: UploadEvent[] = [
  { type: 'sealed' },
  { type: 'verified' },
  { type: 'processing' },
  { type: 'ready', playable: true },
];

describe('the events of an upload', () => {
  it('come in the order of what happens, each once', () => {
    expect(heard([...toUploading, ...toReady])).toEqual(['created', 'start', 'progress', 'success', 'ready']);
  });

  it('tell of a pause and of going on, and of the start only once', () => {
    expect(heard([...toUploading, { type: 'pause' }, ...again])).toEqual(['created', 'start', 'paused', 'resumed']);
  });

  it('tell of each reason to wait, and when the waiting ends', () => {
    const waits: UploadEvent[] = [
      { type: 'wait', reason: 'offline' },
      { type: 'wait', reason: 'offline' },
      { type: 'wait', reason: 'backend' },
      { type: 'proceed' },
    ];
    expect(heard([...toUploading, ...waits])).toEqual(['created', 'start', 'waiting', 'waiting', 'resumed']);
  });

  it('do not call a failure or a cancel after a wait a resumption', () => {
    const fail: UploadEvent = { type: 'fail', error: new UploadError('network', 'gone') };
    expect(heard([...toUploading, { type: 'wait', reason: 'offline' }, fail]).slice(-2)).toEqual(['waiting', 'error']);
    expect(heard([...toUploading, { type: 'pause' }, { type: 'cancel' }]).slice(-2)).toEqual(['paused', 'cancel']);
  });

  it('tell of progress at most ten times a second, and always of the last byte', () => {
    const many = Array.from({ length: 100 }, (_, i): UploadEvent => ({ type: 'progress', confirmed: i, inFlight: 1 }));
    const types = heard([...toUploading, ...many, { type: 'sealed' }]);
    expect(types.filter((type) => type === 'progress').length).toBeLessThanOrEqual(3);
    expect(types.slice(-2)).toEqual(['progress', 'success']);
  });

  it('say nothing of a file that has only just been added', () => {
    expect(eventsOf(uploadAt(), undefined)).toEqual([]);
  });

  it('carry a frozen description, with a reason or an error exactly where there is one', () => {
    const waiting = detailOf(uploadAt({ phase: 'waiting', reason: 'offline', from: 'queued' }));
    expect(waiting).toEqual({
      id: 'one',
      phase: 'waiting',
      name: 'Harbour at dawn.mp4',
      total: 248 * 1024 ** 2,
      confirmed: 0,
      sent: 0,
      reason: 'offline',
    });
    expect(Object.isFrozen(waiting)).toBe(true);
  });
});

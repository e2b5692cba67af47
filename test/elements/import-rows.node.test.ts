import { describe, expect, it } from 'vitest';
import { announcement } from '../../src/elements/announcement.js';
import { details, headline, lostOfAll, shareOf, shareOfAll } from '../../src/elements/describe.js';
import { UploadError } from '../../src/engine/error.js';
import type { ImportStatus } from '../../src/engine/import-job.js';
import { selectImport } from '../../src/engine/import.js';
import type { UploadState } from '../../src/engine/state.js';
import { STATES, uploadAt, type StateChange } from '../support/upload-states.js';
import { words } from '../support/words.js';

const MB = 1024 ** 2;
const JOB = { jobId: 'job-1' };

const importAt = (change: StateChange = {}): UploadState =>
  Object.freeze({ ...selectImport({ id: 'two', name: 'Harbour.mp4', importing: JOB }), ...change }) as UploadState;
const at = (status: ImportStatus, change: StateChange = {}): UploadState =>
  importAt({ importing: { ...JOB, status, rawStatus: status }, ...change });
const said = (after: UploadState, before: UploadState) => announcement(after, before, words, () => [])?.text;
const row = (upload: UploadState): string => [headline(upload, words), ...details(upload, words)].join(' · ');

describe('the words of an import', () => {
  it.each([
    [importAt({ phase: 'queued', importing: {} }), 'Queued'],
    [importAt(), 'Importing · waiting for the service'],
    [at('downloading'), 'Importing · being fetched'],
    [at('downloading', { total: 12 * MB }), 'Importing · being fetched · 12 MB'],
    [
      at('downloading', { importing: { ...JOB, status: 'downloading', unstoppable: true } }),
      /can no longer be canceled/,
    ],
    [importAt({ phase: 'waiting', reason: 'offline', from: 'authorized' }), /^Waiting · You are offline/],
    [at('succeeded', { phase: 'processing', total: 12 * MB }), 'Processing · file received'],
    [at('succeeded', { phase: 'ready', playable: true, total: 12 * MB }), 'Ready to play · 12 MB'],
  ] as const)('of %j are %s', (state, text) => expect(row(state)).toMatch(text));

  it('have no amount of bytes that this page has sent, not even paused', () => {
    expect(row(importAt({ phase: 'paused', importing: {} }))).toBe('Paused');
  });
});

describe('the bar of all', () => {
  it('counts the bytes that are sent from here, whatever VOD fetches meanwhile', () => {
    const sending = uploadAt({ phase: 'uploading', total: 100 * MB, sent: 50 * MB });
    expect(shareOfAll([sending, importAt()])).toBe(0.5);
    // Its size comes late: the bar does not fall back.
    expect(shareOfAll([sending, at('downloading', { total: 900 * MB })])).toBe(0.5);
    expect(lostOfAll([sending, failed()])).toBe(0);
  });

  it('counts imports where there is nothing else', () => {
    const arrived = at('succeeded', { phase: 'ready', playable: true, total: 5 * MB });
    expect(shareOfAll([arrived, at('downloading'), importAt(), failed()])).toBe(0.25);
    expect(lostOfAll([arrived, failed()])).toBe(0.5);
    expect(shareOf(at('downloading', { total: MB }))).toBe(0);
  });
});

function failed(): UploadState {
  const error = new UploadError('import-failed', 'It ended', { values: { status: 'download-failed', reason: '' } });
  return at('download-failed', { phase: 'failed', from: 'authorized', error });
}

describe('what a screen reader says of an import', () => {
  const queued = importAt({ phase: 'queued', importing: {} });

  it('is each step of it once', () => {
    expect(said(importAt(), queued)).toBe('Importing Harbour.mp4');
    expect(said(at('downloading'), importAt())).toBeUndefined();
    expect(said(at('succeeded', { phase: 'processing' }), at('downloading'))).toBe('Harbour.mp4 has arrived');
    const ready = at('succeeded', { phase: 'ready', playable: true });
    expect(said(ready, at('succeeded', { phase: 'processing' }))).toBe('Harbour.mp4 is ready');
    expect(said(failed(), at('downloading'))).toMatch(/^Harbour.mp4: The file could not be fetched/);
    expect(said(importAt({ phase: 'canceled' }), importAt())).toBe('Harbour.mp4 was canceled');
  });

  it('is not said again when a wait is over, nor after a reload', () => {
    const waiting = importAt({ phase: 'waiting', reason: 'backend', from: 'authorized' });
    expect(said(importAt(), waiting)).toBeUndefined();
    expect(said(waiting, importAt())).toMatch(/^Harbour.mp4 is waiting\. /);
    expect(announcement(importAt(), undefined, words, () => [])).toBeUndefined();
  });

  it('is that it cannot be stopped, when somebody wanted that', () => {
    const unstoppable = at('downloading', { importing: { ...JOB, status: 'downloading', unstoppable: true } });
    expect(said(unstoppable, at('downloading'))).toMatch(/can no longer be canceled/);
    expect(said({ ...unstoppable }, unstoppable)).toBeUndefined();
  });

  it('is of an upload what it was', () => {
    expect(said(STATES.processing, uploadAt({ phase: 'verified' }))).toBeUndefined();
    expect(said(uploadAt({ phase: 'authorized' }), uploadAt({ phase: 'queued' }))).toBeUndefined();
  });
});

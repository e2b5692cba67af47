import { describe, expect, it } from 'vitest';
import { factsOf, mediaStatusText } from '../../src/elements/media-facts.js';
import { hasFailed, reasonText, storageText, streamFacts, troubleText } from '../../src/elements/media-words.js';
import { UploadError } from '../../src/engine/error.js';
import type { WaitReason } from '../../src/engine/state.js';
import { Wording } from '../../src/elements/wording.js';
import { mediaWith, REPORTS } from '../support/media-reports.js';
import { words } from '../support/words.js';

describe('a media in words', () => {
  it('says how it stands, and a status that nobody knows as VOD writes it', () => {
    expect(mediaStatusText(REPORTS.ready, words)).toBe('ready to play');
    expect(mediaStatusText(REPORTS.unheardOf, words)).toBe('the service says “Polishing”');
  });

  it('says why there is nothing to play, for each way to fail and for nothing else', () => {
    const reasons = Object.values(REPORTS).map((report) => [report.status, reasonText(report, words)] as const);
    for (const [status, reason] of reasons) expect(reason !== undefined).toBe(hasFailed(status));
    const said = reasons.map(([, reason]) => reason).filter(Boolean);
    expect(new Set(said).size).toBe(6);
  });

  it('names facts as far as they are known, and nothing else', () => {
    expect(factsOf(mediaWith(), words)).toEqual(['2:14', '3840 × 2160', 'HEVC, AAC', '248 MB']);
    expect(factsOf(REPORTS.audio.media, words)).toEqual(['1:03:01', 'MP3', '42 MB']);
    expect(factsOf({}, words)).toEqual([]);
  });

  it('names each version by definition, format, picture and size', () => {
    const [original, high, adaptive] = mediaWith().streams;
    expect(streamFacts(original!, words)).toEqual(['Original', 'MP4', '3840 × 2160', '248 MB']);
    expect(streamFacts(high!, words)).toEqual(['HD', 'MP4', '1280 × 720', '31 MB']);
    expect(streamFacts(adaptive!, words)).toEqual(['Adaptive', 'M3U8']);
    expect(streamFacts(REPORTS.encrypted.media.streams[0]!, words)).toEqual(['HD', 'M3U8', 'encrypted']);
    expect(streamFacts({ url: 'x', kind: 'video', encrypted: false }, words)).toEqual([]);
  });
});

describe('where a media is kept', () => {
  const kept = (storageClass?: string, restoreStatus?: string, restoreExpiration?: string) =>
    storageText(
      mediaWith({
        ...(storageClass && { storageClass }),
        ...(restoreStatus && { restoreStatus }),
        ...(restoreExpiration && { restoreExpiration }),
      }),
      words,
    );

  it('is not said of the usual place', () => {
    expect(kept()).toBeUndefined();
    expect(kept('Standard')).toBeUndefined();
  });

  it.each([
    'IA',
    'Archive',
    'ColdArchive',
    'SourceIA',
    'SourceArchive',
    'SourceColdArchive',
    'Changing',
    'SourceChanging',
  ])('has words for %s', (storageClass) => {
    expect(kept(storageClass)).toMatch(/^[A-Z][a-z]/);
    expect(kept(storageClass)).not.toContain('Storage class:');
  });

  it('is said as VOD writes it where nobody knows it', () => {
    expect(kept('GlacierDeluxe')).toBe('Storage class: GlacierDeluxe');
  });

  it('is said with how far its restoring is, and until when', () => {
    expect(kept('Archive', 'Processing')).toBe('Archived, being restored');
    expect(kept('Archive', 'Failed')).toBe('Archived, could not be restored');
    expect(kept('Archive', 'Success')).toBe('Archived, restored');
    expect(kept('Archive', 'Success', '2026-12-24T08:00:00Z')).toMatch(/^Archived, restored until .*2026/);
    expect(kept('Archive', 'Success', 'soon')).toBe('Archived, restored until soon');
    expect(kept('Archive', 'Somehow')).toBe('Archived');
  });
});

describe('trouble with asking', () => {
  it('is said by its reason, and with what to do', () => {
    const reasons: WaitReason[] = ['offline', 'stalled', 'backing-off', 'backend', 'sign-in', 'captive-portal'];
    const said = reasons.map((reason) => troubleText(reason, words));
    expect(new Set(said).size).toBe(reasons.length);
    expect(troubleText('sign-in', words)).toContain('Sign in again');
    // There is no such button here.
    for (const text of said) expect(text).not.toContain('Resume');
  });

  it.each([
    ['backend-unsupported', 'does not provide the status of videos'],
    ['backend-refused', 'does not let you see the status'],
    ['no-endpoint', 'not set up to show'],
    ['internal', 'reload the page'],
  ] as const)('of the code %s is "… %s …"', (code, text) => {
    expect(troubleText(new UploadError(code, 'for a bug report'), words)).toContain(text);
  });

  it('is said in the page’s own words where it has some', () => {
    expect(troubleText('sign-in', new Wording('en', { 'look.sign-in': 'Bitte anmelden' }))).toBe('Bitte anmelden');
  });
});

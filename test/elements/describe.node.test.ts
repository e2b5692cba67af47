import { describe, expect, it } from 'vitest';
import {
  details,
  goodOfAll,
  headline,
  lostOfAll,
  percentText,
  shareOf,
  shareOfAll,
} from '../../src/elements/describe.js';
import { UploadError } from '../../src/engine/error.js';
import { PERSONAL, underlying, type UploadState } from '../../src/engine/state.js';
import { formatBytes } from '../../src/elements/numbers.js';
import { formatPercent } from '../../src/elements/progress-numbers.js';
import { formatClock, formatTime } from '../../src/elements/times.js';
import { sumText } from '../../src/elements/sum-text.js';
import { Wording } from '../../src/elements/wording.js';
import { words as french } from '../../src/words/fr.js';
import { STATES, uploadAt } from '../support/upload-states.js';
import { words } from '../support/words.js';

const MB = 1024 ** 2;

describe('an upload in words', () => {
  it('says amount, speed and time left while it uploads', () => {
    expect([headline(STATES.uploading, words), ...details(STATES.uploading, words)]).toEqual([
      'Uploading',
      '107 MB of 248 MB',
      '5.4 MB/s',
      'about 30 seconds left',
    ]);
  });

  it('is silent about speed and time until there is a steady figure', () => {
    const early = uploadAt({ phase: 'uploading', sent: MB });
    expect(details(early, words)).toEqual(['1 MB of 248 MB']);
  });

  it('never has 0 seconds left, and says that it is finishing when every byte has gone', () => {
    const nearly = uploadAt({ phase: 'uploading', sent: 248 * MB - 2000, bytesPerSecond: 9 * MB });
    expect(details(nearly, words).at(-1)).toBe('a few seconds left');
    const gone = uploadAt({ phase: 'uploading', sent: 248 * MB - 1, bytesPerSecond: 9 * MB });
    expect(details(gone, words).at(-1)).toBe('finishing');
  });

  it('says 100 % only when the store has sealed it', () => {
    expect(percentText(uploadAt({ phase: 'uploading', sent: 248 * MB }), words)).toBe('99%');
    expect(percentText(uploadAt({ phase: 'uploaded', sent: 248 * MB }), words)).toBe('100%');
  });

  it('says VOD’s status in words, and a status that nobody knows as VOD writes it', () => {
    expect(details(STATES.processing, words)).toEqual(['converting for playback']);
    const report = { id: 'x', status: 'unknown', rawStatus: 'Polishing' } as const;
    expect(details(uploadAt({ phase: 'processing', report }), words)).toEqual(['the service says “Polishing”']);
  });

  it('says duration, picture and codecs of what is ready', () => {
    expect(details(STATES.ready, words)).toEqual(['2:14', '3840 × 2160', 'HEVC, AAC', '248 MB']);
  });

  it('does not promise playing where nothing plays', () => {
    expect(headline(uploadAt({ ...STATES.ready, playable: false }), words)).toBe('Uploaded and stored');
  });
});

describe('a file that has arrived', () => {
  const sealed = { ...STATES.processing, phase: 'waiting', from: 'processing' } as const;

  it('is not said to wait with its bytes when only the server is missing', () => {
    const waiting = uploadAt({ ...sealed, reason: 'backend' });
    expect([headline(waiting, words), ...details(waiting, words)]).toEqual(['Uploaded', 'waiting for the server']);
  });

  it('waits for a person where one is needed', () => {
    const signIn = uploadAt({ ...sealed, reason: 'sign-in' });
    expect(details(signIn, words)[0]).toContain('Sign in again');
  });

  it.each(PERSONAL)('says what a person does about %s, and nothing else', (reason) => {
    const waiting = uploadAt({ ...sealed, reason });
    expect([headline(waiting, words), ...details(waiting, words)]).toEqual(['Waiting', words.say(`reason.${reason}`)]);
  });

  it('has not failed where it is for a person to say', () => {
    const doubted = uploadAt({ phase: 'failed', error: new UploadError('file-cut-off', '') });
    expect([doubted, STATES.failed].map((upload) => headline(upload, words))).toEqual(['Check this file', 'Failed']);
    expect([sumText([doubted], words), lostOfAll([doubted])]).toEqual(['0 of 1 file uploaded', 0]);
    expect(sumText([STATES.failed], words)).toBe('0 of 1 uploaded, 1 failed');
    expect(lostOfAll([STATES.failed])).toBeGreaterThan(0);
  });

  it('calls what the service refuses as the form does, not as the API', () => {
    const error = new UploadError('text-refused', '', {
      serviceCode: 'InvalidParameter.Tags',
      field: 'tags',
      values: { parameter: 'Tags' },
    });
    const [said] = details(uploadAt({ phase: 'failed', error }), new Wording('fr', french));
    expect(said).toMatch(/^Mots-clés\s: le service refuse/);
  });

  it('is plainly uploaded where the backend cannot tell what became of it', () => {
    expect(headline(uploadAt({ ...STATES.ready, playable: false, report: undefined }), words)).toBe('Uploaded');
  });
});

describe('an upload in another tab', () => {
  it('is shown as what it is, with its pace', () => {
    expect([headline(STATES.elsewhere, words), ...details(STATES.elsewhere, words)]).toEqual([
      'Uploading',
      '5.4 MB/s',
      'about 30 seconds left',
      'In another browser tab. If that tab closes, the upload continues here.',
    ]);
    expect(shareOf(STATES.elsewhere)).toBe(shareOf(STATES.uploading));
  });
});

describe('the bar of all', () => {
  it('is not full while something has failed, even what was sent', () => {
    const some = [STATES.ready, STATES.unreadable];
    expect(formatPercent(shareOfAll(some), 'en')).toBe('99%');
    expect([goodOfAll(some), lostOfAll(some)]).toEqual([0.5, 0.5]);
    expect(shareOfAll([STATES.ready, STATES.ready])).toBe(1);
  });

  it('does not fall back when something fails, wherever it was', () => {
    for (const before of [STATES.queued, STATES.uploading, STATES.waiting, STATES.processing]) {
      const error = new UploadError('network', 'no answer');
      const after = uploadAt({ ...before, phase: 'failed', from: underlying(before), error });
      const all = (upload: UploadState) => [uploadAt({ ...STATES.uploading, id: 'two' }), upload];
      const percent = (upload: UploadState) => formatPercent(shareOfAll(all(upload)), 'en');
      const drawn = (upload: UploadState) => goodOfAll(all(upload)) + lostOfAll(all(upload));
      expect(percent(after), before.phase).toBe(percent(before));
      expect(drawn(after), before.phase).toBeGreaterThanOrEqual(drawn(before));
      expect(drawn(after), before.phase).toBeLessThanOrEqual(1);
    }
  });

  it('shows what a failed file has sent, and in red what is not sent any more', () => {
    const some = [STATES.failed, STATES.ready];
    expect(goodOfAll(some)).toBe(shareOfAll(some));
    expect(goodOfAll(some) + lostOfAll(some)).toBeCloseTo(1);
  });
});

describe('numbers', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1 kB'],
    [1024 ** 2 - 1, '1 MB'],
    [1.5 * 1024 ** 3, '1.5 GB'],
    [48.8 * 1024 ** 4, '48.8 TB'],
  ])('%d bytes are %s', (bytes, said) => expect(formatBytes(bytes, 'en')).toBe(said));

  it('are written as the language does', () => {
    expect(formatBytes(1.5 * 1024 ** 3, 'de')).toBe('1,5\u00A0GB');
  });

  it.each([
    [0.2, '5 seconds'],
    [31, '35 seconds'],
    [56, '1 minute'],
    [61, '2 minutes'],
    [3600, '1 hour'],
    [5000, '1 hour 24 minutes'],
  ])('%d s are %s', (seconds, said) => expect(formatTime(seconds, 'en')).toBe(said));

  it.each([
    ['zh-Hans', '1小时24分钟'],
    ['zh-Hant', '1 小時 24 分鐘'],
    ['ja', '1 時間 24 分'],
    ['ko', '1시간 24분'],
    ['hi', '1 घंटा 24 मिनट'],
    ['ar', 'ساعة و24 دقيقة'],
  ])('are put together as %s does', (locale, said) => expect(formatTime(5000, locale)).toBe(said));

  it('of some seconds are written in Chinese as it is written', () => {
    expect(formatTime(31, 'zh-CN')).toBe('35秒');
  });

  it.each([
    [2.02, '0:02'],
    [134, '2:14'],
    [3723, '1:02:03'],
  ])('a media of %d s lasts %s', (seconds, said) => expect(formatClock(seconds)).toBe(said));
});

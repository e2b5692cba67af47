import { UploadError } from '../../src/engine/error.js';
import type { UploadState } from '../../src/engine/state.js';
import { STATES, uploadAt } from './upload-states.js';

const TB = 1024 ** 4;
/** The largest that VOD takes. */
export const LARGEST = Math.floor(48.8 * TB);

/** Names that somebody's disk really has, each by what is odd about it. */
export const ODD_NAMES = {
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈🎬 Ferien 🇩🇪.mp4',
  chinese: '二〇二六年春季学期公开课第三讲：海港的黎明（最终版，请勿修改）.mp4',
  japanese: '深夜のラジオ・第十四回「雨の港で」ノーカット完全版ディレクターズエディション.mov',
  long: `${'0123456789abcdef'.repeat(19).slice(0, 296)}.mp4`,
  'long, in words': `${'a film of the harbour at dawn, '.repeat(10).slice(0, 296)}.mp4`,
  arabic: 'الميناء عند الفجر (النسخة الأخيرة).mp4',
  hebrew: 'הנמל עם שחר 2026 final cut.mov',
  'blanks only': '     .mp4',
  'nothing to see': '\u200b\u200d\u2060\ufeff.mp4',
  'several lines': 'first line\nsecond\r\nthird\u2028fourth\tand a tab.mp4',
  'turned around': 'holiday \u202e4pm.exe.mp4',
  'heaped marks': `Z${'\u0301\u0316\u0348\u035c'.repeat(12)}algo.mp4`,
  'no ending': 'LICENSE',
  'all ending': `.${'mp4'.repeat(40)}`,
  markup: '<img src=x onerror=alert(1)> & "quotes" \'n\' <b>more</b>.mp4',
  german: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung.mp4',
} as const;

const names = Object.entries(ODD_NAMES);
const phases = [STATES.uploading, STATES.queued, STATES.failed, STATES.processing, STATES.paused, STATES.manual];

/** Each name once, in phase after phase. */
export const ODDLY_NAMED: readonly UploadState[] = names.map(([what, name], n) =>
  uploadAt({ ...phases[n % phases.length], id: what, name }),
);

const failed = (id: string, error: UploadError): UploadState => uploadAt({ ...STATES.failed, id, name: id, error });

/** From nothing at all to all that VOD takes, and what fails with much to say. */
export const ODD_SIZES: readonly UploadState[] = [
  uploadAt({ ...STATES.manual, id: 'nothing', name: 'Nothing.mp4', total: 0 }),
  uploadAt({ ...STATES.uploading, id: 'byte', name: 'One byte.mp4', total: 1, sent: 0, confirmed: 0 }),
  uploadAt({
    ...STATES.uploading,
    id: 'largest',
    name: 'Everything.mkv',
    total: LARGEST,
    sent: LARGEST * 0.999,
    confirmed: LARGEST * 0.999,
    bytesPerSecond: 1024,
  }),
  uploadAt({ ...STATES.ready, id: 'ready', name: 'Everything else.mkv', total: LARGEST, report: undefined }),
  failed(
    'Another file.mp4',
    new UploadError('file-differs', 'odd', {
      values: { name: ODD_NAMES.long, other: ODD_NAMES['long, in words'] },
    }),
  ),
  failed('Refused.mp4', new UploadError('file-refused', 'odd', { values: { reason: 'No room here. '.repeat(20) } })),
  failed('One word.mp4', new UploadError('file-refused', 'odd', { values: { reason: 'x'.repeat(300) } })),
];

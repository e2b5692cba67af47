import { VERSION } from '../diagnose/version.js';
import type { CheckReport } from './check.js';
import type { Finding, Result } from './findings.js';

export interface PrintOptions {
  readonly columns: number;
  readonly colour: boolean;
  /** Only what is wrong, and what was left behind. */
  readonly quiet: boolean;
}

const SIGNS: Readonly<Record<Result, string>> = {
  ok: 'ok',
  warning: 'WARNING',
  failed: 'FAILED',
  absent: '-',
  skipped: '-',
};
/** ANSI: green, yellow, red, grey. */
const COLOURS: Readonly<Record<Result, number>> = { ok: 32, warning: 33, failed: 31, absent: 90, skipped: 90 };
const COUNTED: readonly (readonly [Result, string])[] = [
  ['failed', 'failed'],
  ['warning', 'to look at'],
  ['ok', 'ok'],
  ['absent', 'not there'],
  ['skipped', 'not looked at'],
];
const SIGN_WIDTH = 7;
/** Two blanks, the sign, two blanks. */
const FIRST_COLUMNS = SIGN_WIDTH + 4;
const NARROWEST = 40;
const WIDEST = 110;

/** The report as people read it, by headline, with what to do below what is wrong. */
export function printed(report: CheckReport, options: PrintOptions): string {
  const shown = options.quiet
    ? report.findings.filter(({ result }) => result === 'failed' || result === 'warning')
    : report.findings;
  const nameWidth = Math.max(0, ...shown.map(({ name }) => name.length));
  const sections = [...new Set(shown.map(({ section }) => section))];
  const blocks = sections.map((section) => {
    const lines = shown.filter((each) => each.section === section).map((each) => lineOf(each, nameWidth, options));
    return [paint(section, 1, options), ...lines].join('\n');
  });
  const head = `vod-uploader ${VERSION} check ${report.endpoint}`;
  // Ids stay on one line, to be copied.
  const tail = [wrapped(countOf(report), 0, options), ...leftOf(report)].join('\n');
  return [...(options.quiet ? [] : [head]), ...blocks, tail].join('\n\n');
}

/** On a narrow screen what it says begins on a line of its own. */
function lineOf({ name, result, says, mend }: Finding, nameWidth: number, options: PrintOptions): string {
  const beside = FIRST_COLUMNS + nameWidth + 2;
  const isNarrow = Math.min(options.columns, WIDEST) - beside < NARROWEST;
  const indent = isNarrow ? FIRST_COLUMNS : beside;
  const margin = ' '.repeat(indent);
  const sign = paint(SIGNS[result].padEnd(SIGN_WIDTH), COLOURS[result], options);
  const head = isNarrow ? `  ${sign}  ${name}\n${margin}` : `  ${sign}  ${name.padEnd(nameWidth)}  `;
  const advice = mend === undefined ? '' : `\n${margin}→ ${wrapped(mend, indent + 2, options)}`;
  return `${head}${wrapped(says, indent, options)}${advice}`;
}

function countOf({ findings, answers }: CheckReport): string {
  const counts = COUNTED.map(
    ([result, word]) => [findings.filter((each) => each.result === result).length, word] as const,
  );
  const said = counts
    .filter(([count, word]) => count > 0 || word === 'failed')
    .map(([count, word]) => `${count} ${word}`);
  return `${said.join(', ')}; ${answers} ${answers === 1 ? 'answer' : 'answers'} heard`;
}

function leftOf({ left, removed }: CheckReport): readonly string[] {
  const kinds = [
    ['medias', left.videoIds],
    ['images', left.imageIds],
    ['import jobs', left.jobIds],
  ] as const;
  const kept = kinds.flatMap(([kind, ids]) => (ids.length > 0 ? [`  ${kind.padEnd(11)}  ${ids.join(' ')}`] : []));
  return [
    ...(removed.length > 0 ? [`Made and deleted again:\n  medias       ${removed.join(' ')}`] : []),
    ...(kept.length > 0 ? [`Left behind, without a file:\n${kept.join('\n')}`] : []),
  ];
}

/** In lines no longer than the screen's, each but the first indented by so many. */
function wrapped(text: string, indent: number, { columns }: PrintOptions): string {
  const width = Math.max(NARROWEST, Math.min(columns, WIDEST) - indent);
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

const paint = (text: string, code: number, { colour }: PrintOptions): string =>
  colour ? `\u001b[${code}m${text}\u001b[0m` : text;

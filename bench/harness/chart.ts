import type { Bar, Chart } from './question.js';

// Narrow, with the words above the bars: a README on a phone shows it 320 px wide, and that must be readable.
const WIDTH = 400;
const EDGE = 12;
const INNER = WIDTH - 2 * EDGE;
const TITLE_HEIGHT = 46;
const GAP = 14;
const BAR_HEIGHT = 9;
const ROW_HEIGHT = 34;

const STYLE = `
  .paper { fill: #ffffff } .text { fill: #1f2328 } .quiet { fill: #59636e } .other { fill: #8c959f }
  .baseline { fill: #59636e } .ours { fill: #0969da } .rail { fill: #eaeef2 }
  text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif } .title { font-weight: 600; font-size: 14px }
  .number { text-anchor: end; font-variant-numeric: tabular-nums } .strong { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .text { fill: #e6edf3 } .quiet { fill: #9198a1 } .other { fill: #656c76 }
    .baseline { fill: #9198a1 } .ours { fill: #4493f8 } .rail { fill: #21262d }
  }`;

/** Horizontal bars, one chart under the other; colours follow the reader's system. */
export function chartSvg(charts: readonly Chart[]): string {
  let y = EDGE;
  const drawn = charts.map((chart) => {
    const at = y;
    y += TITLE_HEIGHT + chart.bars.length * ROW_HEIGHT + GAP;
    return draw(chart, at);
  });
  const height = y - GAP + EDGE;
  const name = charts.map(({ title }) => title).join('; ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(name)}">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function draw({ title, unit, bars }: Chart, top: number): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  return [
    `<text class="title text" x="${EDGE}" y="${top + 16}">${escape(title)}</text>`,
    `<text class="quiet" x="${EDGE}" y="${top + 34}">${escape(unit)}</text>`,
    ...bars.map((bar, row) => drawBar(bar, top + TITLE_HEIGHT + row * ROW_HEIGHT, bar.value / most)),
  ].join('\n');
}

function drawBar({ label, value, kind, remark }: Bar, top: number, share: number): string {
  const weight = kind === 'ours' ? ' strong' : '';
  const bar = `y="${top + 18}" height="${BAR_HEIGHT}" rx="2"`;
  const figure = remark === undefined ? numberText(value) : `${numberText(value)} · ${remark}`;
  return [
    `<text class="text${weight}" x="${EDGE}" y="${top + 12}">${escape(label)}</text>`,
    `<text class="number quiet${weight}" x="${WIDTH - EDGE}" y="${top + 12}">${escape(figure)}</text>`,
    `<rect class="rail" x="${EDGE}" width="${INNER}" ${bar}/>`,
    `<rect class="${kind ?? 'other'}" x="${EDGE}" width="${Math.max(2, share * INNER).toFixed(1)}" ${bar}/>`,
  ].join('\n');
}

/** Three digits that mean something. */
const numberText = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark);

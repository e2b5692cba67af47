import type { Column, Row, Table } from './question.js';

/** A table for a terminal. */
export function plainTable(table: Table): string {
  const cells = cellsOf(table);
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  const [head = [], ...rows] = cells;
  return [table.title, line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** The same as Markdown. */
export function markdownTable(table: Table): string {
  const [head = [], ...rows] = cellsOf(table).map((row) => row.map((text) => text.replace(/[|<]/g, '\\$&')));
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const cellsOf = ({ columns, rows }: Table): string[][] => [
  ['', ...columns.map(({ title, unit }) => (unit === '' ? title : `${title}, ${unit}`))],
  ...rows.map((row) => [row.contestant, ...columns.map((column) => cell(row, column))]),
];

function cell({ medians, ratios }: Row, { key, digits = 1 }: Column): string {
  const value = medians[key];
  if (value == null) return '–';
  const times = ratios[key];
  return times == null ? value.toFixed(digits) : `${value.toFixed(digits)} (${timesText(times)})`;
}

/** `0.97×`, `12×`: as many digits as anybody can repeat. */
export const timesText = (times: number): string => `${times >= 10 ? times.toFixed(0) : times.toFixed(2)}×`;

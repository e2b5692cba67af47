import { readFileSync } from 'node:fs';
import { TABLES, type FieldTable } from './table.js';

export const tables: readonly FieldTable[] = TABLES.map(
  (name) => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as FieldTable,
);

export const tableOf = (op: string): FieldTable => tables.find((table) => table.op === op)!;

import { readFileSync } from 'node:fs';

/** A reply as the API, its documents or its SDKs give it. */
export const sample = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../fixtures/samples/${name}`, import.meta.url), 'utf8')) as Record<string, unknown>;

export const sampleText = (name: string): string =>
  readFileSync(new URL(`../fixtures/samples/${name}`, import.meta.url), 'utf8');

/** Base64 of JSON in UTF-8, as the API makes it. */
export const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

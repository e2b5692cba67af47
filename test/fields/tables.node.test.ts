import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FIELDS, fields } from '../../scripts/fields.mjs';
import { sample } from '../vod/sample.js';
import { tableOf, tables } from './read-tables.js';
import { isHolder, TABLES } from './table.js';

/** Every field of a reply, in its order. */
function pathsOf(value: object, before = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, held]: [string, unknown]) => {
    const path = before + name;
    if (Array.isArray(held)) {
      const [first] = held as unknown[];
      return [`${path}[]`, ...(typeof first === 'object' ? pathsOf(first!, `${path}[].`) : [])];
    }
    return [path, ...(typeof held === 'object' && held !== null ? pathsOf(held, `${path}.`) : [])];
  });
}

describe('the tables of fields', () => {
  it.each(TABLES.map((name, at) => [name, tables[at]!] as const))(
    'have everything that the document of %s shows in its sample',
    (name, { response }) => {
      expect(response.map(({ path }) => path)).toEqual(pathsOf(sample(`documents/${name}.json`)));
    },
  );

  it('have all parameters', () => {
    const count = Object.fromEntries(
      tables.map(({ op, request, response }) => [op, [request.length, response.length]]),
    );
    expect(count).toEqual({
      CreateUploadVideo: [13, 4],
      GetUploadDetails: [2, 17],
      BatchGetMediaInfos: [2, 110],
      GetURLUploadInfos: [3, 13],
      'ims/GetUrlUploadInfos': [2, 13],
    });
  });

  it('have a value of its own for each field of a reply, and a place to read it at', () => {
    for (const { op, response } of tables) {
      const places = response.map(({ reads }) => Object.keys(reads));
      expect(places.filter((place) => place.length === 0)).toEqual([]);
      // A place that two fields share could be filled by the wrong one.
      const values = response
        .filter(({ type }) => type === 'string')
        .map(({ path, answer }) => `${path.replace(/.*[.\]]/, '')} ${JSON.stringify(answer)}`);
      expect(
        values.filter((value, at) => values.indexOf(value) !== at),
        op,
      ).toEqual([]);
    }
  });

  it('have a place for what holds others', () => {
    const holders = tables.flatMap(({ response }) => response.filter(isHolder));
    expect(holders.filter(({ place }) => place === undefined)).toEqual([]);
    expect(holders).toHaveLength(9);
  });

  it('are what the page in the docs is made of (npm run docs)', async () => {
    expect(readFileSync(FIELDS, 'utf8')).toBe(await fields());
    expect(await fields()).toContain(tableOf('BatchGetMediaInfos').response.at(-1)!.path);
  });
});

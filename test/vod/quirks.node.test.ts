import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount, field, ids, number, parseJson, rows, text, texts, unwrap } from '../../src/vod/quirks.js';
import { sample } from './sample.js';

describe('lists of ids', () => {
  it('are read from every form that the documents show', () => {
    expect(ids(['a', 'b'])).toEqual(['a', 'b']);
    expect(ids(['["a","b"]'])).toEqual(['a', 'b']);
    expect(ids(["['a', 'b']"])).toEqual(['a', 'b']);
    expect(ids('a')).toEqual(['a']);
    expect(ids('a, b,')).toEqual(['a', 'b']);
    expect(ids('["a"]')).toEqual(['a']);
    expect(ids({ Id: ['a'] })).toEqual(['a']);
    expect(ids('[a, b]')).toEqual(['a', 'b']);
    expect(ids([1, 2])).toEqual(['1', '2']);
  });

  it('are empty where there is nothing', () => {
    for (const nothing of [undefined, null, '', ' ', [], [''], '[]', {}, Number.NaN, true])
      expect(ids(nothing)).toEqual([]);
  });

  it('are read from the samples of URL imports', () => {
    expect(ids(sample('vod/get-url-upload-infos.quirks.json')['NonExists'])).toEqual(['****1', '****2']);
    expect(ids(sample('ice/get-url-upload-infos.quirks.json')['NonExists'])).toEqual([
      'e3e71ae8e4a46e4893d8cadce50c3bd0',
    ]);
    expect(ids(sample('vod/cancel-url-upload-jobs.response.json')['CanceledJobs'])).toHaveLength(2);
  });

  it('come through whatever way they were packed', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9*-]{1,40}$/);
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 20 }), (list) => {
        const packed = [list, [JSON.stringify(list)], list.join(','), list.join(', '), [`['${list.join("', '")}']`]];
        for (const each of packed) expect(ids(each)).toEqual(list);
      }),
    );
  });
});

describe('lists of texts', () => {
  it('keep the commas of a URL, also in a list that is cut off', () => {
    expect(texts(['["http://example.com/a,b?k=1-0","http://example.com/c",...]'])).toEqual([
      'http://example.com/a,b?k=1-0',
      'http://example.com/c',
    ]);
    expect(texts('http://example.com/a,b')).toEqual(['http://example.com/a,b']);
  });
});

describe('single values', () => {
  it('are numbers as numbers and as strings, and nothing where the SDK made NaN of an empty string', () => {
    expect([number('42.4930'), number(7), number(' 3 '), number('-1')]).toEqual([42.493, 7, 3, -1]);
    for (const nothing of ['', ' ', null, undefined, Number.NaN, 'abc', Infinity, true, []])
      expect(number(nothing)).toBeUndefined();
    expect([amount('-1'), amount(0)]).toEqual([undefined, 0]);
  });

  it('are texts without the line breaks of the samples', () => {
    expect([text('a.mp4\n'), text(''), text('  '), text(5), text(null)]).toEqual([
      'a.mp4',
      undefined,
      undefined,
      '5',
      undefined,
    ]);
  });

  it('are found however the name is spelt', () => {
    for (const name of ['CoverURL', 'coverURL', 'coverUrl', 'cover_url'])
      expect(field({ [name]: 'x' }, 'CoverURL')).toBe('x');
    expect(field({ status: 'a', Status: 'b' }, 'Status')).toBe('b');
    expect(field({}, 'constructor')).toBeUndefined();
  });

  it('are nothing where the JSON of the documents is broken', () => {
    const [row] = rows(sample('vod/get-url-upload-infos.quirks.json')['URLUploadInfoList']);
    expect(text(row?.['UserData'])).toContain('CallbackURL');
    expect(parseJson(String(row?.['UserData']))).toBeUndefined();
  });
});

describe('replies', () => {
  it('are found below the wrappers that backends put around them', () => {
    const reply = { VideoId: 'v' };
    const wrapped = [
      reply,
      { data: reply },
      { body: reply },
      { code: 200, data: { body: JSON.stringify(reply) } },
      JSON.stringify(reply),
    ];
    for (const each of [...wrapped, { CreateUploadVideoResponse: reply }])
      expect(unwrap(each, ['VideoId'])).toEqual(reply);
    expect(unwrap({ requestId: 'r', data: { videoId: 'v' } }, ['VideoId'])).toEqual({ videoId: 'v' });
  });

  it('are not found in something else', () => {
    for (const other of [null, [], 'x', 3, {}, { ok: true }, { data: null }])
      expect(unwrap(other, ['VideoId'])).toBeUndefined();
  });

  it('have rows, also wrapped ones', () => {
    expect(rows(sample('vod/get-play-info.json')['PlayInfoList'])).toHaveLength(1);
    expect(rows([{ a: 1 }, null, 'x'])).toEqual([{ a: 1 }]);
    expect(rows({ a: 1, b: [2] })).toEqual([{ a: 1, b: [2] }]);
  });
});

import { expect } from 'vitest';
import { bytesOf, strict, useEmulator } from './strict.js';

useEmulator();

const all = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, value = '']) => value);

/** Page after page, each as the list of `name` in it. */
async function pages(
  ask: (from: Record<string, string>) => Promise<string>,
  name: string,
  markers: Readonly<Record<string, string>>,
): Promise<string[][]> {
  const seen: string[][] = [];
  let from: Record<string, string> = {};
  for (let more = true; more;) {
    const text = await ask(from);
    seen.push(all(text, name));
    more = all(text, 'IsTruncated')[0] === 'true';
    from = Object.fromEntries(Object.entries(markers).map(([next, query]) => [query, all(text, next)[0] ?? '']));
    expect(seen.length).toBeLessThan(20);
  }
  return seen;
}

strict('F9', {
  which: 'parts, by number, after the marker, at most so many',
  act: async ({ open, part, send }) => {
    const uploadId = await open();
    for (const n of [9, 2, 10_000, 5, 1]) await part(uploadId, n, bytesOf('x'));
    const ask = (limit: string) => async (from: Record<string, string>) =>
      (await send('GET', { query: { uploadId, 'max-parts': limit, ...from } })).text;
    const markers = { NextPartNumberMarker: 'part-number-marker' };
    expect(await pages(ask('2'), 'PartNumber', markers)).toEqual([['1', '2'], ['5', '9'], ['10000']]);
    expect(await pages(ask('5'), 'PartNumber', markers)).toEqual([['1', '2', '5', '9', '10000']]);
    expect(all(await ask('2')({ 'part-number-marker': '3' }), 'PartNumber')).toEqual(['5', '9']);
    expect(all(await ask('2')({ 'part-number-marker': '10000' }), 'PartNumber')).toEqual([]);
    for (const [name, value] of [
      ['max-parts', '1001'],
      ['max-parts', '-1'],
      ['part-number-marker', 'x'],
    ] as const)
      expect(await send('GET', { query: { uploadId, [name]: value } })).toMatchObject({ code: 'InvalidArgument' });
  },
  object: 'absent',
  requests: (requests) =>
    expect(requests.slice(6)).toEqual([
      ...Array<string>(6).fill('ListParts 200'),
      ...Array<string>(3).fill('ListParts InvalidArgument'),
    ]),
  unfinished: 1,
});

strict('F9', {
  which: 'uploads, by key and then by id, after both markers, none twice and none left out',
  act: async ({ owner, world }) => {
    const keys = ['sv/a.mp4', 'sv/b.mp4', 'sv/b.mp4', 'sv/b.mp4', 'sv/c"&.mp4', 'tv/d.mp4'];
    for (const key of keys) await owner(key)('POST', { query: { uploads: null } });
    const ask = (prefix: string) => async (from: Record<string, string>) =>
      (await owner('')('GET', { query: { uploads: null, prefix, 'max-uploads': '2', ...from } })).text;
    const markers = { NextKeyMarker: 'key-marker', NextUploadIdMarker: 'upload-id-marker' };
    const ids = await pages(ask('sv/'), 'UploadId', markers);
    expect(ids.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(new Set(ids.flat()).size).toBe(5);
    expect(await pages(ask('sv/b'), 'Key', markers)).toEqual([['sv/b.mp4', 'sv/b.mp4'], ['sv/b.mp4']]);
    expect(all(await ask('sv/c')({ 'encoding-type': 'url' }), 'Key')).toEqual(['sv%2Fc%22%26.mp4']);
    // By key alone: everything of that key is behind it.
    expect(all(await ask('')({ 'key-marker': 'sv/b.mp4' }), 'Key')).toEqual(['sv/c&quot;&amp;.mp4', 'tv/d.mp4']);
    await world.bucket.clear();
  },
  object: 'absent',
  requests: (requests) => expect(requests.slice(6)).toEqual(Array<string>(7).fill('ListMultipartUploads 200')),
});

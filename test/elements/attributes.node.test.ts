/* eslint no-console: off -- the console is what is tested here */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDuration, parseSize } from '../../src/elements/amounts.js';
import { connectionOf, settingsOf, type Attributes } from '../../src/elements/attributes.js';

const attributes = (written: Partial<Attributes> = {}): Attributes => ({
  withCredentials: false,
  cname: false,
  accept: '',
  multiple: false,
  manual: false,
  noTranscode: false,
  deleteCanceled: false,
  ...written,
});

describe('a size', () => {
  it.each([
    ['2GB', 2 * 1024 ** 3],
    ['1.5 mb', 1.5 * 1024 ** 2],
    ['500K', 500 * 1024],
    ['3 TiB', 3 * 1024 ** 4],
    ['1048576', 1048576],
    [4096, 4096],
  ])('%s is %s bytes', (written, bytes) => expect(parseSize(written)).toBe(bytes));

  it.each(['two gigs', '-1', '2 QB', '1,5GB'])('%s is nonsense and said to be', (written) => {
    expect(() => parseSize(written)).toThrow(TypeError);
  });
});

describe('a duration', () => {
  it.each([
    ['90', 90],
    ['90s', 90],
    [2.5, 2.5],
    ['10m', 600],
    ['1h30m', 5400],
    ['1h 5s', 3605],
    ['2:30', 150],
    ['1:02:03', 3723],
  ])('%s is %s seconds', (written, seconds) => expect(parseDuration(written)).toBe(seconds));

  it.each(['ten minutes', '0', '-5', '2:3', '10m1h', ':30', '1:2:3:4'])('%s is nonsense and said to be', (written) => {
    expect(() => parseDuration(written)).toThrow(TypeError);
  });
});

describe('attributes', () => {
  it('look at files before they are sent, and take any length, unless they say otherwise', () => {
    expect(settingsOf(attributes())).toMatchObject({ inspect: true, maxDuration: Infinity });
    const said = attributes({ noInspect: true, maxDuration: '10m' });
    expect(settingsOf(said)).toMatchObject({ inspect: false, maxDuration: 600 });
  });

  it('take one file, any number, or so many', () => {
    expect(settingsOf(attributes()).maxFiles).toBe(1);
    expect(settingsOf(attributes({ multiple: true })).maxFiles).toBe(Infinity);
    expect(settingsOf(attributes({ maxFiles: 5 })).maxFiles).toBe(5);
  });

  it('leave at VOD what is canceled unless they say otherwise', () => {
    expect(settingsOf(attributes()).deleteCanceled).toBe(false);
    expect(settingsOf(attributes({ deleteCanceled: true })).deleteCanceled).toBe(true);
  });

  it('describe the video, and the page’s function has the last word', async () => {
    const { metadata } = settingsOf(
      attributes({
        videoTitle: 'From the attribute',
        tags: 'sea,dawn',
        extend: '{"order":7}',
        metadata: (file) => Promise.resolve({ title: `About ${file.name}` }),
      }),
    );
    if (typeof metadata !== 'function') throw new Error('a function was given');
    expect(await metadata(new File(['x'], 'a.mp4'))).toEqual({
      title: 'About a.mp4',
      tags: ['sea', 'dawn'],
      extend: { order: 7 },
    });
  });

  it('let files wait: where they are to be started by hand, and where there is a form for each', () => {
    expect(settingsOf(attributes()).manual).toBe(false);
    expect(settingsOf(attributes({ manual: true })).manual).toBe(true);
    expect(settingsOf(attributes({ details: true })).manual).toBe(true);
  });

  it('say nothing of what is not there', () => {
    expect(settingsOf(attributes()).metadata).toEqual({});
    expect(connectionOf(attributes({ endpoint: '/api' }))).toEqual({
      endpoint: '/api',
      urls: {},
      withCredentials: false,
      cname: false,
    });
  });

  it('give single actions URLs of their own', () => {
    expect(connectionOf(attributes({ createUrl: '/new', infosUrl: '/infos' })).urls).toEqual({
      CreateUploadVideo: '/new',
      BatchGetMediaInfos: '/infos',
    });
  });
});

describe('an attribute that makes no sense', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
  afterEach(() => void vi.restoreAllMocks());
  const said = () => vi.mocked(console.error).mock.calls.map(([line]) => line as string);

  it.each([
    [{ maxFileSize: 'lots' }, 'max-file-size="lots"', 'none', { maxFileSize: Infinity }],
    [{ minFileSize: '-1' }, 'min-file-size="-1"', '"1"', { minFileSize: 1 }],
    [{ maxFiles: 'abc' }, 'max-files="abc"', '"1"', { maxFiles: 1 }],
    [{ maxFiles: 0, multiple: true }, 'max-files="0"', 'none', { maxFiles: Infinity }],
    [{ maxConnections: 'six' }, 'max-connections="six"', '"auto"', { maxConnections: 'auto' }],
    [{ maxConcurrentUploads: 1.5 }, 'max-concurrent-uploads="1.5"', '"2"', { maxConcurrentUploads: 2 }],
    [{ partSize: '1KB' }, 'part-size="1KB"', '"auto"', { partSize: 'auto' }],
    [{ maxBandwidth: '0' }, 'max-bandwidth="0"', 'none', { maxBandwidth: Infinity }],
    [{ maxBandwidth: 'fast' }, 'max-bandwidth="fast"', 'none', { maxBandwidth: Infinity }],
    [{ cateId: 'films' }, 'cate-id="films"', 'none', { metadata: {} }],
    [{ store: 'alioss' as 'ali-oss' }, 'store="alioss"', '"native"', {}],
  ])('%j is told to the console once, and the default stands in', (written, named, instead, used) => {
    const all = attributes(written);
    expect(settingsOf(all)).toMatchObject(used);
    settingsOf(all);
    connectionOf(all);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain(named);
    expect(said()[0]).toContain(`Using ${instead} instead`);
  });

  it('is told again when it turns into other nonsense, and not when it is mended or left empty', () => {
    const all = attributes({ maxFileSize: 'lots' });
    settingsOf(all);
    settingsOf(Object.assign(all, { maxFileSize: 'heaps' }));
    settingsOf(Object.assign(all, { maxFileSize: '2GB' }));
    settingsOf(Object.assign(all, { maxFileSize: '', store: 'ali-oss' }));
    expect(said()).toHaveLength(2);
  });
});

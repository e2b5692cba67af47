import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../src/engine/error.js';
import { decodeTicket } from '../../src/vod/ticket.js';
import { encode, sample } from './sample.js';

const AT = Date.parse('2026-11-20T17:00:03Z');
const ADDRESS = { Endpoint: 'https://oss-cn-shanghai.aliyuncs.com', Bucket: 'outin-1', FileName: 'sv/1/1.mp4' };
const AUTH = { AccessKeyId: 'STS.id', AccessKeySecret: 'very-secret', SecurityToken: 'token-1', Expiration: '3600' };

const decode = (address: object, auth: object) =>
  decodeTicket({ UploadAddress: encode(address), UploadAuth: encode(auth) }, AT);

function refusal(reply: Record<string, unknown>): UploadError {
  try {
    decodeTicket(reply, AT);
  } catch (error) {
    if (error instanceof UploadError) return error;
  }
  throw new Error('was decoded');
}

describe('a ticket', () => {
  it('says where the bytes go, with what credentials and for how long', () => {
    expect(decodeTicket(sample('vod/create-upload-video.response.json'), AT)).toEqual({
      target: {
        endpoint: 'https://oss-cn-shanghai.aliyuncs.com',
        bucket: 'outin-0123456789abcdef00163e00b174',
        key: 'sv/5e1f2a3b-18c9d0e1f2a/5e1f2a3b-18c9d0e1f2a.mp4',
        region: 'cn-shanghai',
      },
      credentials: {
        accessKeyId: 'STS.NSampleAccessKeyId',
        accessKeySecret: 'SampleAccessKeySecret',
        securityToken: 'CAISsamplesamplesample',
      },
      lifetimeMs: 3_000_000,
      issuedAt: Date.parse('2026-11-20T17:00:00Z'),
    });
  });

  it('is the same from the SDK that says it in camelCase, and with its two halves swapped', () => {
    const plain = decodeTicket(sample('vod/create-upload-video.response.json'), AT);
    expect(decodeTicket(sample('vod/create-upload-video.response.sdk-camel-case.json'), AT)).toEqual(plain);
    expect(decodeTicket(sample('vod/create-upload-video.response.swapped-doc-quirk.json'), AT)).toEqual(plain);
  });

  it('keeps its target when it is refreshed', () => {
    const first = decodeTicket(sample('vod/create-upload-video.response.json'), AT);
    const next = decodeTicket(sample('vod/refresh-upload-video.response.json'), AT);
    expect(next.target).toEqual(first.target);
    expect(next.credentials.securityToken).not.toBe(first.credentials.securityToken);
  });

  it('of 2018, without region and expiry time, takes the region from the endpoint', () => {
    const ticket = decodeTicket(sample('vod/create-upload-video.response.legacy-auth.json'), AT);
    expect(ticket.target.region).toBe('cn-shanghai');
    expect(ticket.lifetimeMs).toBe(3_000_000);
    expect(ticket).not.toHaveProperty('issuedAt');
  });

  it('has a region only where it can be known', () => {
    const regionAt = (Endpoint: string, Region?: string) =>
      decode({ ...ADDRESS, Endpoint }, { ...AUTH, Region }).target.region;
    expect(regionAt('https://oss-us-west-1-internal.aliyuncs.com')).toBe('us-west-1');
    expect(regionAt('http://oss-ap-southeast-1.aliyuncs.com:80')).toBe('ap-southeast-1');
    expect(regionAt('https://oss-accelerate.aliyuncs.com')).toBeUndefined();
    expect(regionAt('https://oss-accelerate-overseas.aliyuncs.com')).toBeUndefined();
    expect(regionAt('https://upload.example.com')).toBeUndefined();
    expect(regionAt('https://upload.example.com', 'oss-cn-beijing')).toBe('cn-beijing');
    expect(regionAt('https://upload.example.com', '')).toBeUndefined();
  });

  it('lives as long as it says, 3,000 s at most', () => {
    const life = (Expiration?: unknown) => decode(ADDRESS, { ...AUTH, Expiration }).lifetimeMs;
    expect(life('900')).toBe(900_000);
    expect(life(900)).toBe(900_000);
    expect(life('3600')).toBe(3_000_000);
    for (const unknown of [undefined, '', 'soon', '0', '-5', null]) expect(life(unknown)).toBe(3_000_000);
  });

  it('takes an expiry date for what it is, not for a number of seconds', () => {
    const life = (Expiration: string) => decode(ADDRESS, { ...AUTH, Expiration }).lifetimeMs;
    expect(life('2026-11-20T17:10:03Z')).toBe(600_000);
    expect(life('2020-01-01T00:00:00Z')).toBe(3_000_000);
  });

  it('of a clock that is wrong by a day still says when the server issued it', () => {
    const auth = { ...AUTH, ExpireUTCTime: '2026-11-21T18:00:00Z' };
    expect(decode(ADDRESS, auth).issuedAt).toBe(Date.parse('2026-11-21T17:00:00Z'));
    expect(decode(ADDRESS, { ...auth, ExpireUTCTime: 'tomorrow' })).not.toHaveProperty('issuedAt');
  });

  it('may be URL-safe, unpadded, broken into lines, decoded already, or have a scheme-less endpoint', () => {
    const odd = { ...ADDRESS, FileName: '/sv/视频>>>???.mp4' };
    const base64 = encode(odd);
    const variants = [
      base64,
      base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
      base64.replaceAll('+', ' '),
      base64.replace(/(.{20})/g, '$1\n'),
      JSON.stringify(odd),
      odd,
      encode({ ...odd, Endpoint: 'oss-cn-shanghai.aliyuncs.com/' }),
    ];
    for (const UploadAddress of variants) {
      const { target } = decodeTicket({ UploadAddress, UploadAuth: encode(AUTH) }, AT);
      expect(target).toEqual({
        endpoint: ADDRESS.Endpoint,
        bucket: 'outin-1',
        key: 'sv/视频>>>???.mp4',
        region: 'cn-shanghai',
      });
    }
  });

  it('keeps any key through Base64', () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1 }).map((each) => `k${each.trim()}`);
    fc.assert(
      fc.property(key, (FileName) => {
        expect(decode({ ...ADDRESS, FileName }, AUTH).target.key).toBe(FileName);
      }),
    );
  });
});

describe('a ticket that cannot be used', () => {
  const good = { UploadAddress: encode(ADDRESS), UploadAuth: encode(AUTH) };
  const without = (fields: object, name: string) => encode({ ...fields, [name]: undefined });

  const cases: [string, Record<string, unknown>][] = [
    ['UploadAuth is missing', { UploadAddress: good.UploadAddress }],
    ['UploadAddress is missing', { ...good, UploadAddress: '' }],
    ['UploadAddress is not Base64', { ...good, UploadAddress: '%%%' }],
    ['UploadAddress is not Base64', { ...good, UploadAddress: Buffer.from([0xff, 0xfe, 0xfd]).toString('base64') }],
    [
      'UploadAuth is not Base64 of a JSON object',
      { ...good, UploadAuth: Buffer.from('very-secret').toString('base64') },
    ],
    ['UploadAuth is not Base64 of a JSON object', { ...good, UploadAuth: encode(['very-secret']) }],
    ['UploadAddress.Endpoint is not', { ...good, UploadAddress: encode({ ...ADDRESS, Endpoint: 'ftp://x' }) }],
    ...Object.keys(ADDRESS).map((name): [string, Record<string, unknown>] => [
      `UploadAddress has no ${name}`,
      { ...good, UploadAddress: without(ADDRESS, name) },
    ]),
    ...['AccessKeyId', 'SecurityToken'].map((name): [string, Record<string, unknown>] => [
      `UploadAuth has no ${name}`,
      { ...good, UploadAuth: without(AUTH, name) },
    ]),
    ['UploadAuth has no AccessKeySecret', { ...good, UploadAuth: without(AUTH, 'AccessKeySecret') }],
  ];

  for (const [words, reply] of cases) {
    it(`says "${words}" and nothing of its content`, () => {
      const error = refusal(reply);
      expect(error.code).toBe('ticket-malformed');
      expect(error.message).toContain(words);
      expect(error.cause).toBeUndefined();
      const shown = JSON.stringify([error.message, error.detail]);
      for (const secret of ['very-secret', 'token-1', 'STS.id', encode(AUTH).slice(0, 20)])
        expect(shown).not.toContain(secret);
    });
  }
});

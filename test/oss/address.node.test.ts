import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/engine/ports.js';
import { addressOf, objectUrl, regionOf } from '../../src/oss/address.js';

const target = (endpoint: string, more: Partial<Target> = {}): Target => ({
  endpoint,
  bucket: 'outin-test',
  key: 'sv/a b/é+.mp4',
  ...more,
});
const url = (endpoint: string, more: Partial<Target> = {}, https = false): string =>
  objectUrl(target(endpoint, more), { uploads: null }, https);

describe('the address of an object', () => {
  it('has the bucket in front of a host name', () => {
    expect(url('https://oss-cn-shanghai.aliyuncs.com')).to.equal(
      'https://outin-test.oss-cn-shanghai.aliyuncs.com/sv/a%20b/%C3%A9%2B.mp4?uploads',
    );
    expect(url('http://oss.localhost:5173')).to.equal(
      'http://outin-test.oss.localhost:5173/sv/a%20b/%C3%A9%2B.mp4?uploads',
    );
  });

  it('has it in the path behind an IP address', () => {
    expect(url('http://127.0.0.1:8080')).to.equal('http://127.0.0.1:8080/outin-test/sv/a%20b/%C3%A9%2B.mp4?uploads');
    expect(url('http://[::1]:8080')).to.equal('http://[::1]:8080/outin-test/sv/a%20b/%C3%A9%2B.mp4?uploads');
  });

  it('has it nowhere on a custom domain, and never twice', () => {
    expect(addressOf(target('https://video.example.com', { cname: true }), true).origin).to.equal(
      'https://video.example.com',
    );
    const own = 'https://outin-test.oss-cn-shanghai.aliyuncs.com';
    expect(addressOf(target(own), true).origin).to.equal(own);
  });

  it('takes https from a page on https, except for this machine', () => {
    expect(url('http://oss-cn-shanghai.aliyuncs.com', {}, true)).to.match(/^https:\/\/outin-test\.oss-cn-shanghai/);
    expect(url('http://oss-cn-shanghai.aliyuncs.com', {}, false)).to.match(/^http:/);
    expect(url('http://oss.localhost:5173', {}, true)).to.match(/^http:/);
    expect(url('http://127.0.0.1:5173', {}, true)).to.match(/^http:/);
  });

  it('is the public one where the ticket names an internal one', () => {
    const host = 'https://outin-test.oss-cn-shanghai.aliyuncs.com';
    expect(addressOf(target('https://oss-cn-shanghai-internal.aliyuncs.com'), true).origin).to.equal(host);
    expect(addressOf(target('https://vpc100-oss-cn-shanghai.aliyuncs.com'), true).origin).to.equal(host);
  });

  it('takes an endpoint without scheme for https', () => {
    expect(url('oss-cn-beijing.aliyuncs.com')).to.match(/^https:\/\/outin-test\.oss-cn-beijing/);
  });

  it('encodes what RFC 3986 reserves', () => {
    expect(objectUrl(target('http://127.0.0.1', { key: "a!'()*/b?c#d%e" }), { q: "!'&=" }, false)).to.equal(
      'http://127.0.0.1/outin-test/a%21%27%28%29%2A/b%3Fc%23d%25e?q=%21%27%26%3D',
    );
  });

  for (const endpoint of ['', 'ftp://oss-cn-shanghai.aliyuncs.com', 'https://', 'http://a b']) {
    it(`refuses ${JSON.stringify(endpoint)} as endpoint`, () => {
      expect(() => url(endpoint))
        .to.throw('endpoint')
        .with.property('code', 'ticket-malformed');
    });
  }
});

describe('the region', () => {
  it('comes from the ticket, with or without its prefix', () => {
    expect(regionOf(target('https://oss-accelerate.aliyuncs.com', { region: 'cn-shanghai' }))).to.equal('cn-shanghai');
    expect(regionOf(target('https://x.example.com', { region: 'oss-cn-shanghai' }))).to.equal('cn-shanghai');
  });

  it('is read from the endpoint otherwise', () => {
    expect(regionOf(target('https://oss-ap-southeast-1.aliyuncs.com'))).to.equal('ap-southeast-1');
    expect(regionOf(target('https://oss-cn-shanghai-internal.aliyuncs.com:443'))).to.equal('cn-shanghai');
    expect(regionOf(target('http://b.oss-us-west-1.aliyuncs.com'))).to.equal('us-west-1');
  });

  it('cannot be known of an acceleration endpoint, a custom domain or an address', () => {
    for (const host of [
      'oss-accelerate.aliyuncs.com',
      'oss-accelerate-overseas.aliyuncs.com',
      'video.example.com',
      '127.0.0.1',
    ]) {
      expect(regionOf(target(`https://${host}`)), host).to.equal(undefined);
    }
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/engine/error.js';
import { isHtml, readRefusal, refused, unreadable } from '../../src/oss/errors.js';
import type { SendReply } from '../../src/engine/send-port.js';

const folder = new URL('../fixtures/samples/oss/', import.meta.url);
const now = Date.UTC(2026, 10, 20, 6, 32, 40);

const reply = (status: number, text = '', headers: Record<string, string> = {}): SendReply => ({
  status,
  text,
  headers: { get: (name) => headers[name.toLowerCase()] ?? null },
});
const xml = (code: string, more = ''): string =>
  `<Error><Code>${code}</Code><Message>m</Message><RequestId>R1</RequestId>${more}</Error>`;
const classify = (answer: SendReply) => refused({ operation: 'UploadPart', n: 3 }, answer, readRefusal(answer), now);

describe('what a refusal means', () => {
  const expected: Record<string, ErrorCode> = {
    'error.400.EntityTooSmall.xml': 'parts-differ',
    'error.400.InvalidDigest.xml': 'part-damaged',
    'error.400.InvalidPart.xml': 'parts-differ',
    'error.400.RequestTimeout.xml': 'storage-busy',
    'error.403.AccessDenied.xml': 'storage-refused',
    'error.403.AccessForbidden-cors.xml': 'storage-misconfigured',
    'error.403.InvalidAccessKeyId.xml': 'credentials-expired',
    'error.403.InvalidSecurityToken.xml': 'credentials-expired',
    'error.403.RequestTimeTooSkewed.xml': 'clock-skew',
    'error.403.SecurityTokenExpired.xml': 'credentials-expired',
    'error.403.SignatureDoesNotMatch.xml': 'signature-refused',
    'error.404.NoSuchUpload.xml': 'upload-gone',
    'error.409.FileAlreadyExists.xml': 'storage-refused',
    'error.500.InternalError.xml': 'storage-busy',
    'error.502.gateway.html': 'storage-busy',
    'error.503.ServiceUnavailable.xml': 'storage-busy',
  };

  it('is known of every sample', () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('error.'));
    expect(names.sort()).to.deep.equal(Object.keys(expected).sort());
  });

  for (const [name, code] of Object.entries(expected)) {
    it(`is ${code} of ${name}`, () => {
      const status = Number(name.split('.')[1]);
      const error = classify(reply(status, readFileSync(new URL(name, folder), 'utf8')));
      expect(error.code).to.equal(code);
      expect(error.detail).to.include({ operation: 'UploadPart', part: 3, status });
      if (name.endsWith('.xml')) {
        const serviceCode = name.split('.')[2]?.replace('-cors', '');
        expect(error.detail).to.include({ serviceCode, requestId: '5C9F6CBDB007B7575C530001' });
        expect(error.message).to.equal(
          `UploadPart 3: HTTP ${status}, ${serviceCode}${/EntityTooSmall/.test(name) ? ', EC 0042-00000213' : ''}${/Skewed/.test(name) ? ', EC 0002-00000504' : ''}, request 5C9F6CBDB007B7575C530001`,
        );
      }
    });
  }

  const byCode: Record<string, ErrorCode> = {
    'InvalidSecurityToken.Expired': 'credentials-expired',
    AccessKeyIdAndSecurityTokenNotMatch: 'credentials-expired',
    InvalidPartOrder: 'parts-differ',
    FilePartNotExist: 'parts-differ',
    InvalidCRC64: 'part-damaged',
    IncompleteBody: 'storage-busy',
    NoSuchBucket: 'storage-misconfigured',
    PermanentRedirect: 'storage-misconfigured',
    SecondLevelDomainForbidden: 'storage-misconfigured',
    UserDisable: 'storage-misconfigured',
    TransferAccelerationDisabled: 'storage-misconfigured',
    InvalidArgument: 'storage-refused',
    MalformedXML: 'storage-refused',
    EntityTooLarge: 'storage-refused',
    SomethingNew: 'storage-refused',
    UploadTrafficRateLimitExceeded: 'storage-busy',
  };
  for (const [name, code] of Object.entries(byCode)) {
    it(`is ${code} of ${name}`, () => {
      expect(classify(reply(400, xml(name))).code).to.equal(code);
    });
  }

  const byStatus: [number, ErrorCode][] = [
    [400, 'storage-refused'],
    [401, 'storage-refused'],
    [405, 'storage-refused'],
    [407, 'captive-portal'],
    [408, 'storage-busy'],
    [413, 'storage-refused'],
    [429, 'storage-busy'],
    [500, 'storage-busy'],
    [504, 'storage-busy'],
    [511, 'captive-portal'],
  ];
  for (const [status, code] of byStatus) {
    it(`is ${code} of a bare ${status}`, () => {
      expect(classify(reply(status)).code).to.equal(code);
    });
  }

  it('is a signature matter of a V1 that is switched off, whatever its code', () => {
    const answer = reply(403, xml('AccessDeniedSomehow', '<EC>0002-00000080</EC>'));
    expect(classify(answer).code).to.equal('signature-refused');
    expect(classify(reply(400, xml('InvalidArgument', '<ArgumentName>Authorization</ArgumentName>'))).code).to.equal(
      'signature-refused',
    );
  });

  it('names the right endpoint when the bucket lives elsewhere', () => {
    const error = classify(reply(403, xml('AccessDenied', '<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>')));
    expect(error.code).to.equal('storage-misconfigured');
    expect(error.message).to.contain('oss-cn-beijing.aliyuncs.com');
  });

  it('is read from the header where there is no body', () => {
    const headers = { 'x-oss-err': btoa(xml('SecurityTokenExpired')), 'x-oss-request-id': 'R2' };
    const error = classify(reply(403, '', headers));
    expect(error.code).to.equal('credentials-expired');
    expect(error.detail.requestId).to.equal('R1');
    expect(classify(reply(403, '', { 'x-oss-err': '***', 'x-oss-request-id': 'R2' })).detail.requestId).to.equal('R2');
  });

  it('says when to come back, from seconds or a date', () => {
    expect(classify(reply(503, '', { 'retry-after': '7' })).detail.retryAfterMs).to.equal(7000);
    const date = new Date(now + 90_000).toUTCString();
    expect(classify(reply(503, '', { 'retry-after': date })).detail.retryAfterMs).to.equal(90_000);
    expect(
      classify(reply(503, '', { 'retry-after': new Date(now - 1000).toUTCString() })).detail.retryAfterMs,
    ).to.equal(0);
    expect(classify(reply(503, '', { 'retry-after': 'soon' })).detail.retryAfterMs).to.equal(undefined);
  });

  it('gives the server’s time to who has to correct a clock', () => {
    const text = readFileSync(new URL('error.403.RequestTimeTooSkewed.xml', folder), 'utf8');
    expect(readRefusal(reply(403, text)).serverTime).to.equal(Date.UTC(2026, 10, 20, 6, 32, 40));
  });

  it('never quotes what OSS echoes of a signed request', () => {
    const echo = xml(
      'SignatureDoesNotMatch',
      '<StringToSign>PUT\nx-oss-security-token:CAIS-secret\n/b/k</StringToSign>',
    );
    for (const text of [echo, echo.slice(0, -20)]) {
      const { message, detail } = classify(reply(403, text));
      expect(JSON.stringify([message, detail])).not.to.contain('CAIS-secret');
    }
  });
});

describe('an answer that cannot be understood', () => {
  it('is a login page when it is HTML, and nonsense otherwise', () => {
    const doing = { operation: 'CompleteMultipartUpload' };
    const page = '<!DOCTYPE html><title>Wi-Fi login</title>';
    expect(unreadable(doing, reply(200, page)).code).to.equal('captive-portal');
    expect(unreadable(doing, reply(200, page)).detail.excerpt).to.equal(page);
    expect(unreadable(doing, reply(200, '', { 'content-type': 'text/html; charset=utf-8' })).code).to.equal(
      'captive-portal',
    );
    expect(unreadable(doing, reply(200, '<CompleteMultipart')).code).to.equal('storage-malformed');
    expect(unreadable(doing, reply(200)).code).to.equal('storage-malformed');
  });

  it('is not HTML because it is XML', () => {
    expect(isHtml(reply(200, '<?xml version="1.0"?><a/>', { 'content-type': 'application/xml' }))).to.equal(false);
  });
});

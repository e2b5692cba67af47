import { describe, expect, it } from 'vitest';
import { redact } from '../../src/server/redact.js';
import { sample } from '../vod/sample.js';

const ticket = sample('vod/create-upload-video.response.json');

describe('a text for the page', () => {
  const secrets: [string, string][] = [
    ['https://vod.example/?Action=X&Signature=s3cr3t%3D&AccessKeyId=LTAI5tKey', 's3cr3t'],
    ['AccessKeySecret=s3cr3t;', 's3cr3t'],
    ['{"AccessKeySecret":"s3cr3t"}', 's3cr3t'],
    ['security-token: s3cr3t', 's3cr3t'],
    ['AccessKeyId%3Ds3cr3t%26Action', 's3cr3t'],
    ['Specified AccessKey LTAI5tAbCdEfGh is not found', 'LTAI5tAbCdEfGh'],
    ['token STS.NUabcdefgh expired', 'STS.NUabcdefgh'],
    ['authorization: ACS3-HMAC-SHA256 Credential=s3cr3t,Signature=00', 's3cr3t'],
    ['OSS LTAI5tabcdef:s3cr3t', 's3cr3t'],
    ['server string to sign is:POST&%2F&s3cr3t', 's3cr3t'],
    [`UploadAuth ${String(ticket['UploadAuth'])}`, String(ticket['UploadAuth']).slice(0, 40)],
    ['http://x.example/c.jpg?auth_key=1498-0-0-s3cr3t', 's3cr3t'],
  ];
  for (const [text, secret] of secrets) {
    it(`hides the secret of "${text.slice(0, 40)}…"`, () => expect(redact(text)).not.toContain(secret));
  }

  it('keeps what helps: words, codes, ids and plain addresses', () => {
    for (const text of [
      'The video 0f1e2d3c4b5a69788796a5b4c3d2e1f0 does not exist.',
      "The specified FileName's extension is illegal.",
      'Request 25818875-5F78-4AF6-04D5-D73936420001 at https://vod.cn-shanghai.aliyuncs.com/ failed.',
      'User not authorized to operate on the specified resource: vod:CreateUploadVideo',
    ]) {
      expect(redact(text)).toBe(text);
    }
  });
});

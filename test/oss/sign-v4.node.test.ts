import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../src/oss/hmac.js';
import type { Signable } from '../../src/oss/request.js';
import {
  signV4,
  v4CanonicalRequest,
  v4Date,
  v4Signature,
  v4SigningKey,
  v4StringToSign,
} from '../../src/oss/sign-v4.js';
import { bucket, key, keys, region, signUtils, time, unsigned, vectors } from './vectors.js';

describe('signature V4', () => {
  for (const vector of vectors.v4) {
    it(`signs ${vector.name} as the vector does`, async () => {
      const request = unsigned(vector);
      const date = v4Date(time);
      const canonical = v4CanonicalRequest({ ...request, headers: vector.headers });
      expect(canonical).to.equal(vector.canonicalRequest);
      const stringToSign = await v4StringToSign(canonical, date, region);
      expect(stringToSign).to.equal(vector.stringToSign);
      expect(hex(await v4SigningKey(keys.accessKeySecret, date, region))).to.equal(vector.signingKeyHex);
      expect(await v4Signature(keys.accessKeySecret, date, region, stringToSign)).to.equal(vector.signature);
      expect(await signV4(request, keys, time, { region })).to.deep.equal({
        ...vector.headers,
        authorization: vector.authorization,
      });
    });
  }

  const published: Omit<Signable, 'headers'> = {
    method: 'PUT',
    bucket: 'bucket',
    key: '1234+-/123/1.txt',
    query: { param1: 'value1', '+param1': 'value3', '|param1': 'value4', '+param2': '', '|param2': '', param2: '' },
  };
  for (const { date, additionalHeaders, extraHeaders, expectedSignature, canonicalRequest } of vectors.publishedV4) {
    it(`gives the signature published for ${date}`, async () => {
      const at = Date.parse(date.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5'));
      const { 'x-oss-security-token': securityToken, ...extra } = extraHeaders;
      const headers = { 'x-oss-head1': 'value', 'content-type': 'text/plain', ...extra };
      const signing = { accessKeyId: 'ak', accessKeySecret: 'sk', ...(securityToken && { securityToken }) };
      const signed = await signV4({ ...published, headers }, signing, at, { region: 'cn-hangzhou', additionalHeaders });
      const list = additionalHeaders.length > 0 ? 'AdditionalHeaders=abc;zabc,' : '';
      const scope = `${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`;
      expect(signed['authorization']).to.equal(
        `OSS4-HMAC-SHA256 Credential=ak/${scope},${list}Signature=${expectedSignature}`,
      );
      expect(v4CanonicalRequest({ ...published, headers: signed }, { additionalHeaders })).to.equal(canonicalRequest);
    });
  }

  it('signs any request as ali-oss does, empty values included', async () => {
    const value = fc.option(fc.string({ unit: 'grapheme' }), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), value, value, async (name, uploads, uploadId) => {
        const request = {
          method: 'POST',
          bucket,
          key: name,
          query: { uploads, uploadId },
          headers: { 'Content-Type': 'video/mp4' },
        };
        const ours = await signV4(request, keys, time, { region, emptyAs: 'name=' });
        const { authorization, ...headers } = ours;
        const theirs = { headers, queries: request.query };
        expect(v4CanonicalRequest({ ...request, headers }, { emptyAs: 'name=' })).to.equal(
          signUtils.getCanonicalRequest('POST', theirs, bucket, name),
        );
        expect(authorization).to.equal(
          signUtils.authorizationV4(keys.accessKeyId, keys.accessKeySecret, region, 'POST', theirs, bucket, name),
        );
      }),
    );
  });

  it('signs additional headers as ali-oss does', async () => {
    const request = { method: 'GET', bucket, key, query: {}, headers: { Range: 'bytes=0-1', host: 'x' } };
    const { authorization, ...headers } = await signV4(request, keys, time, {
      region,
      additionalHeaders: ['Range', 'host', 'x-oss-date'],
    });
    const names = ['range', 'host'];
    expect(authorization).to.equal(
      signUtils.authorizationV4(
        keys.accessKeyId,
        keys.accessKeySecret,
        region,
        'GET',
        { headers, queries: {} },
        bucket,
        key,
        names,
      ),
    );
    expect(authorization).to.contain('AdditionalHeaders=host;range,');
  });

  it('refuses to sign a header that is not there', async () => {
    const request = { method: 'GET', bucket, key, query: {}, headers: {} };
    const refused = await signV4(request, keys, time, { region, additionalHeaders: ['host'] }).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(TypeError);
  });

  it('writes an empty value as a bare name unless told otherwise', () => {
    const request = { method: 'GET', bucket, key, query: { prefix: '', uploads: null }, headers: {} };
    expect(v4CanonicalRequest(request).split('\n')[2]).to.equal('prefix&uploads');
    expect(v4CanonicalRequest(request, { emptyAs: 'name=' }).split('\n')[2]).to.equal('prefix=&uploads');
  });

  it('keeps the keys of different secrets, days and regions apart', async () => {
    const all = await Promise.all(
      [
        ['a', '20260101T000000Z', 'r'],
        ['b', '20260101T000000Z', 'r'],
        ['a', '20260102T000000Z', 'r'],
        ['a', '20260101T000000Z', 'q'],
      ].map(async ([secret, date, place]) => hex(await v4SigningKey(secret ?? '', date ?? '', place ?? ''))),
    );
    expect(new Set(all).size).to.equal(4);
    expect(hex(await v4SigningKey('a', '20260101T235959Z', 'r'))).to.equal(all[0]);
  });
});

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../src/oss/hmac.js';
import { signV1, signV1Query, v1Date, v1Signature, v1StringToSign } from '../../src/oss/sign-v1.js';
import {
  signV4,
  v4CanonicalRequest,
  v4Date,
  v4Signature,
  v4SigningKey,
  v4StringToSign,
} from '../../src/oss/sign-v4.js';
import type { Signable } from '../../src/oss/request.js';

interface Vector {
  name: string;
  method: string;
  query: Record<string, string | null>;
  headers: Record<string, string>;
  stringToSign: string;
  authorization: string;
  canonicalRequest: string;
  signingKeyHex: string;
  signature: string;
}

interface Published {
  date: string;
  additionalHeaders: string[];
  extraHeaders: Record<string, string>;
  expectedSignature: string;
  canonicalRequest: string;
}

/** The part of Alibaba's own signing code that is compared with ours. */
interface SignUtils {
  buildCanonicalString(method: string, resource: string, request: { headers: object; parameters: object }): string;
  authorization(id: string, secret: string, stringToSign: string): string;
  getCanonicalRequest(method: string, request: object, bucket: string, key: string, additional?: string[]): string;
  authorizationV4(
    id: string,
    secret: string,
    region: string,
    method: string,
    request: object,
    bucket: string,
    key: string,
    additional?: string[],
  ): string;
  _signatureForURL(secret: string, options: object, resource: string, expires: number): { Signature: string };
}

const vectors = JSON.parse(readFileSync(new URL('../fixtures/samples/vectors.json', import.meta.url), 'utf8')) as {
  inputs: {
    accessKeyId: string;
    accessKeySecret: string;
    securityToken: string;
    bucket: string;
    region: string;
    objectKey: string;
  };
  v1: Vector[];
  v4: Vector[];
  publishedV4: Published[];
  publishedV1: { stringToSign: string; expected: string }[];
};
const { bucket, region, objectKey: key, ...keys } = vectors.inputs;
const signUtils = createRequire(import.meta.url)('ali-oss/lib/common/signUtils') as SignUtils;
const time = Date.UTC(2022, 11, 28, 10, 27, 41);

/** What a caller passes in: the signer adds date, payload hash and token itself. */
function unsigned({ method, query, headers }: Vector): Signable {
  const own = Object.entries(headers).filter(
    ([name]) => !['x-oss-date', 'x-oss-content-sha256', 'x-oss-security-token'].includes(name),
  );
  return { method, bucket, key, query, headers: Object.fromEntries(own) };
}

describe('signature V1', () => {
  for (const vector of vectors.v1) {
    it(`signs ${vector.name} as the vector does`, async () => {
      const request = unsigned(vector);
      expect(v1StringToSign({ ...request, headers: vector.headers }, v1Date(time))).to.equal(vector.stringToSign);
      expect(await signV1(request, keys, time)).to.deep.equal({
        ...vector.headers,
        authorization: vector.authorization,
      });
    });
  }

  it('gives the two published signatures', async () => {
    for (const { stringToSign, expected } of vectors.publishedV1)
      expect(await v1Signature('sk', stringToSign)).to.equal(expected);
    const request = {
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'nelson',
      headers: {
        'Content-MD5': 'eB5eJF1ptWaXm4bijSPyxw==',
        'Content-Type': 'text/html',
        'x-oss-meta-author': 'alice',
        'x-oss-meta-magic': 'abracadabra',
      },
    };
    const authorizations = [{}, { acl: null }].map(
      async (query) =>
        (await signV1({ ...request, query }, { accessKeyId: 'ak', accessKeySecret: 'sk' }, time))['authorization'],
    );
    expect(await Promise.all(authorizations)).to.deep.equal(
      vectors.publishedV1.map(({ expected }) => `OSS ak:${expected}`),
    );
  });

  it('signs any request as ali-oss does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        fc.nat(9999),
        fc.boolean(),
        async (name, uploadId, part, typed) => {
          const query = { partNumber: String(part), uploadId };
          const headers = typed ? { 'Content-Type': 'video/mp4' } : { 'Content-Type': '' };
          const ours = await signV1({ method: 'PUT', bucket, key: name, query, headers }, keys, time);
          const theirs = signUtils.buildCanonicalString('PUT', `/${bucket}/${name}`, {
            headers: { ...headers, 'x-oss-date': v1Date(time), 'x-oss-security-token': keys.securityToken },
            parameters: query,
          });
          expect(ours['authorization']).to.equal(
            signUtils.authorization(keys.accessKeyId, keys.accessKeySecret, theirs),
          );
        },
      ),
    );
  });

  it('signs a URL as ali-oss does', async () => {
    const expires = 1700000000;
    const request = { method: 'GET', bucket, key, query: { 'response-content-type': 'video/mp4' }, headers: {} };
    const options = {
      method: 'GET',
      response: { 'content-type': 'video/mp4' },
      'security-token': keys.securityToken,
      'content-type': '',
    };
    const theirs = signUtils._signatureForURL(keys.accessKeySecret, options, `/${bucket}/${key}`, expires);
    const { Signature, ...rest } = await signV1Query(request, keys, expires);
    expect(Signature).to.equal(theirs.Signature);
    expect(rest).to.deep.equal({
      'response-content-type': 'video/mp4',
      'security-token': keys.securityToken,
      Expires: '1700000000',
      OSSAccessKeyId: keys.accessKeyId,
    });
  });

  it('leaves the parameters of paging out of the signature', () => {
    const request = { method: 'GET', bucket, key, headers: {} };
    const paged = { uploadId: 'u', 'max-parts': '1000', 'part-number-marker': '7', 'encoding-type': 'url' };
    expect(v1StringToSign({ ...request, query: paged }, 'date')).to.equal(
      v1StringToSign({ ...request, query: { uploadId: 'u' } }, 'date'),
    );
  });
});

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

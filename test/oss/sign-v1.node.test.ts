import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query } from '../../src/oss/request.js';
import { signV1, signV1Query, v1Date, v1Signature, v1StringToSign } from '../../src/oss/sign-v1.js';
import { bucket, key, keys, signUtils, time, unsigned, vectors } from './vectors.js';

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
    const queries: Query[] = [{}, { acl: null }];
    const authorizations = queries.map(
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

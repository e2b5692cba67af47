import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { upload, wire } from './wire.js';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory' });
});
afterAll(() => running.close());

const put = { body: 'bytes' } as const;

describe.each(['v1', 'v4'] as const)('a request signed with %s', (version) => {
  it('is believed when the signature is right', async () => {
    const { send } = await upload(running, 'auth');
    expect(await send('PUT', { ...put, version })).toMatchObject({ status: 200 });
  });

  it('is refused when the secret is another, and told what would have been signed', async () => {
    const { target, keys } = await upload(running, 'auth');
    const send = wire(running, target.bucket, target.key, { ...keys, accessKeySecret: 'another' });
    const answer = await send('PUT', { ...put, version });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    expect(answer.text).toContain('<StringToSign>');
    expect(answer.text).not.toContain(keys.accessKeySecret);
  });

  it('is refused when a signed header was changed on the way', async () => {
    const { send } = await upload(running, 'auth');
    const answer = await send('PUT', {
      ...put,
      version,
      headers: { 'x-oss-meta-a': '1' },
      unsigned: { 'x-oss-meta-a': '2' },
    });
    expect(answer).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('is refused from 15 minutes of clock skew on, with the server time in the answer', async () => {
    const { send } = await upload(running, 'auth');
    expect(await send('PUT', { ...put, version, skewMs: 14 * 60_000 })).toMatchObject({ status: 200 });
    const answer = await send('PUT', { ...put, version, skewMs: -16 * 60_000 });
    expect(answer).toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' });
    expect(Math.abs(Date.parse(answer.element('ServerTime') ?? '') - Date.now())).toBeLessThan(5000);
    expect(answer.element('MaxAllowedSkewMilliseconds')).toBe('900000');
  });

  it('is measured against the service’s clock', async () => {
    const { send, world } = await upload(running, `skew-${version}`);
    world.configure({ clockOffsetMs: 3_000_000 });
    expect(await send('PUT', { ...put, version })).toMatchObject({ code: 'RequestTimeTooSkewed' });
    expect(await send('PUT', { ...put, version, skewMs: 3_000_000 })).toMatchObject({ status: 200 });
  });

  it('is refused where the world says so', async () => {
    const { send, world } = await upload(running, `refuse-${version}`);
    world.configure({ [version]: 'refuse' });
    expect(await send('PUT', { ...put, version })).toMatchObject({ status: 403 });
    expect(await send('PUT', { ...put, version: version === 'v1' ? 'v4' : 'v1' })).toMatchObject({ status: 200 });
  });
});

describe('credentials', () => {
  it('need their token', async () => {
    const { target, keys } = await upload(running, 'token');
    const { accessKeyId, accessKeySecret } = keys;
    const send = wire(running, target.bucket, target.key, { accessKeyId, accessKeySecret });
    expect(await send('PUT', put)).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
  });

  it('go with no other token', async () => {
    const { target, keys } = await upload(running, 'token');
    const other = await upload(running, 'token');
    const mixed = wire(running, target.bucket, target.key, { ...keys, securityToken: other.keys.securityToken });
    expect(await mixed('PUT', put)).toMatchObject({ status: 403, code: 'AccessKeyIdAndSecurityTokenNotMatch' });
    const forged = wire(running, target.bucket, target.key, { ...keys, securityToken: 'CAISforged' });
    expect(await forged('PUT', put)).toMatchObject({ status: 403, code: 'InvalidSecurityToken' });
  });

  it('end when their life does', async () => {
    const { send, world, client, videoId } = await upload(running, 'expiry');
    world.credentials.expireAll();
    expect(await send('PUT', put)).toMatchObject({ status: 403, code: 'SecurityTokenExpired' });
    world.configure({ tokenLifeMs: 0 });
    const refreshed = await client.call('vod', 'RefreshUploadVideo', { VideoId: videoId });
    expect(refreshed).toMatchObject({ VideoId: videoId });
  });

  it('open no other object, bucket or operation', async () => {
    const { target, keys, send, world } = await upload(running, 'policy');
    await upload(running, 'neighbour');
    const elsewhere = wire(running, target.bucket, 'sv/other.mp4', keys);
    expect(await elsewhere('PUT', put)).toMatchObject({ status: 403, code: 'AccessDenied' });
    const abroad = wire(running, 'outin-neighbour', target.key, keys);
    expect(await abroad('PUT', put)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await send('DELETE')).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await send('HEAD')).toMatchObject({ status: 404 });
    world.configure({ head: 'deny', listParts: 'deny' });
    expect(await send('HEAD')).toMatchObject({ status: 403 });
    expect(await send('GET', { query: { uploadId: 'x' } })).toMatchObject({ code: 'AccessDenied' });
  });

  it('must be of somebody', async () => {
    const { target } = await upload(running, 'nobody');
    const send = wire(running, target.bucket, target.key, { accessKeyId: 'STS.Nnobody', accessKeySecret: 'x' });
    expect(await send('PUT', put)).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
    const bare = await fetch(`${running.url}/${target.bucket}/${target.key}`, { method: 'PUT', body: 'x' });
    expect(bare.status).toBe(403);
  });

  it('lead to no bucket that is not there', async () => {
    const { keys } = await upload(running, 'lost');
    expect(await wire(running, 'outin-never', 'x', keys)('PUT', put)).toMatchObject({
      status: 404,
      code: 'NoSuchBucket',
    });
  });
});

describe('a V4 signature', () => {
  it('is for one region only', async () => {
    const { send } = await upload(running, 'region');
    expect(await send('PUT', { ...put, region: 'cn-beijing' })).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});

describe('the log', () => {
  it('shows what happened and no secret', async () => {
    const { send, keys, world } = await upload(running, 'log');
    await send('PUT', put);
    const [, entry] = world.log.entries;
    expect(entry).toMatchObject({
      service: 'oss',
      op: 'PutObject',
      method: 'PUT',
      status: 200,
      bytes: 5,
      signature: 'v4',
    });
    const all = JSON.stringify(world.log.entries);
    expect(all).not.toContain(keys.securityToken);
    expect(all).not.toContain(keys.accessKeySecret);
    expect(all).not.toContain('Signature=');
  });
});

import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { rpcStringToSign } from '../../src/emulator/rpc-signature.js';
import { named } from '../faults/catalogue.js';
import vectors from '../fixtures/samples/vectors.json';

let running: RunningEmulator;
beforeAll(async () => {
  running = await startEmulator({ storage: 'memory' });
});
afterAll(() => running.close());

const now = (offset = 0): string => `${new Date(Date.now() + offset).toISOString().slice(0, 19)}Z`;

/** One signed GET, with anything overridden. */
async function get(overrides: Record<string, string> = {}): Promise<Response> {
  const params: Record<string, string> = {
    Action: 'GetUploadDetails',
    Version: '2017-03-21',
    AccessKeyId: 'LTAI-emulator-rpc',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: now(),
    MediaIds: 'a',
    ...overrides,
  };
  const signature = createHmac('sha1', 'secret-of-rpc&').update(rpcStringToSign('GET', params)).digest('base64');
  return fetch(`${running.url}/?${new URLSearchParams({ ...params, Signature: signature })}`);
}

describe('the classic signature', () => {
  it('is the documented one', () => {
    const { params, stringToSign } = vectors.rpcV1;
    expect(rpcStringToSign('GET', params)).toBe(stringToSign);
  });

  it(named('F1', 'a nonce of VOD counts once'), async () => {
    const SignatureNonce = randomUUID();
    expect((await get({ SignatureNonce })).status).toBe(200);
    const again = await get({ SignatureNonce });
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('<Code>SignatureNonceUsed</Code>');
  });

  it.each([
    ['InvalidTimeStamp.Expired', 'of 16 minutes ago', () => now(-16 * 60_000)],
    ['InvalidTimeStamp.Expired', 'of in 16 minutes', () => now(16 * 60_000)],
    ['InvalidTimeStamp.Format', 'that is none', () => 'yesterday'],
  ])(named('F1', 'VOD refuses with %s a time %s'), async (code, _, time) => {
    expect(await (await get({ Timestamp: time(), Format: 'JSON' })).json()).toMatchObject({ Code: code });
  });

  it('must be there', async () => {
    const response = await fetch(`${running.url}/?Action=GetUploadDetails&Version=2017-03-21&Format=json`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringContaining('Signature') as string,
    });
  });

  it('goes with the right version of the API', async () => {
    expect(await (await get({ Version: '2014-05-26', Format: 'JSON' })).json()).toMatchObject({
      Code: 'InvalidVersion',
    });
  });
});

describe('the format', () => {
  it('is XML unless JSON is asked for, for replies and errors alike', async () => {
    const xml = await get();
    expect(xml.headers.get('content-type')).toContain('xml');
    expect(await xml.text()).toMatch(
      /<GetUploadDetailsResponse><RequestId>[0-9A-F-]{36}<\/RequestId><NonExistMediaIds>a</,
    );
    expect(await (await get({ MediaIds: '' })).text()).toMatch(
      /<Error><RequestId>.+<HostId>.+<Code>MissingParameter<\/Code><Message>.+</,
    );
    const json = await get({ Format: 'JSON' });
    expect(await json.json()).toEqual({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) as string,
      NonExistMediaIds: ['a'],
      UploadDetails: [],
    });
  });
});

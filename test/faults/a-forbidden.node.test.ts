import { expect, it } from 'vitest';
import type { SendRequest } from '../../src/engine/send-port.js';
import { createNativeStore } from '../../src/oss/native-store.js';
import { named } from './catalogue.js';
import { row, useVirtualTime } from './harness.js';
import { givenUp, waiting, WAITS, WHOLE } from './usual.js';

useVirtualTime();

const CREATE = { service: 'backend', op: 'CreateUploadVideo' } as const;

// DNS, TLS and a server that is off look the same to a page.
row('A16', {
  which: 'the page’s own server cannot be reached: three tries, then a person decides',
  faults: [{ what: 'cut-before', where: CREATE, times: 0 }],
  act: async ({ world, page }) => {
    await world.time.until(() => page.phase() === 'failed', 30_000);
    expect(world.count('CreateUploadVideo')).toBe(3);
  },
  ends: 'failed',
  object: 'absent',
  videos: 0,
  requests: [],
  said: givenUp('Queued', 'This site’s server cannot be reached. Check your connection, then retry.', 'backend'),
});

row('A16', {
  which: 'the bucket cannot be reached, though the page’s own server can: it says so and asks ever more rarely',
  faults: [{ what: 'cut-before', where: { service: 'oss', op: 'InitiateMultipartUpload' }, times: 20 }],
  act: async ({ world, page }) => {
    await world.time.until(() => page.said().includes(WAITS.unreachable), 10_000);
    await world.time.until(() => page.phase() === 'ready');
    const asked = world.world.log.entries.filter(({ op }) => op === 'InitiateMultipartUpload');
    expect(asked[20]!.startedAt - asked[19]!.startedAt).toBeGreaterThanOrEqual(15_000);
  },
  object: 'identical',
  requests: [...Array.from({ length: 20 }, () => 'InitiateMultipartUpload cut'), ...WHOLE],
  said: waiting('Connecting', ['interrupted', 'unreachable']),
});

it(named('A16', 'a page on https never asks the bucket over http, which would be blocked'), async () => {
  const asked: string[] = [];
  const send = async ({ url }: SendRequest) => {
    asked.push(url);
    return {
      status: 200,
      headers: new Headers(),
      text: '<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>',
    };
  };
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret', securityToken: 'token' };
  const store = createNativeStore({ send, https: true })(() => Promise.resolve(credentials));
  const target = {
    endpoint: 'http://oss-cn-shanghai.aliyuncs.com',
    bucket: 'b',
    key: 'sv/1.mp4',
    region: 'cn-shanghai',
  };
  await store.open(target, { contentType: 'video/mp4', signal: new AbortController().signal });
  expect(asked).toEqual(['https://b.oss-cn-shanghai.aliyuncs.com/sv/1.mp4?uploads']);
});

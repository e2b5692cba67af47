import { expect } from '@open-wc/testing';
import type { UploadError } from '../../../src/core.js';
import { send } from '../../../src/web/send.js';
import { named } from '../catalogue.js';

it(named('B16', 'an answer without an end is not read to its end'), async () => {
  const url = URL.createObjectURL(new Blob([new Uint8Array(32 << 20)]));
  const request = { method: 'GET', url, headers: {}, signal: new AbortController().signal };
  const error = await send(request).then(
    () => expect.fail('it was taken'),
    (thrown: unknown) => thrown as UploadError,
  );
  expect(error).to.include({ code: 'storage-malformed' });
  expect(error.message).to.match(/the answer has no end$/);
  URL.revokeObjectURL(url);
});

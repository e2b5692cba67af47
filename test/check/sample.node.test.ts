import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkBackend } from '../../src/check/check.js';
import { printed } from '../../src/check/print.js';
import { fetchOf, goodBackend, WHOLE } from './good-backend.js';
import { answer, answers } from './spoil.js';

const PAGE = 'docs/check.md';

/** What differs from run to run. */
const steady = (text: string): string =>
  text.replace(/[0-9a-f]{32}/g, '<id>').replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>');

it('the page of the check shows what the command prints of a backend with three faults', async () => {
  const { handler, close } = await goodBackend({
    change: (options) => ({
      ...options,
      idempotency: false,
      allow: ['CreateUploadVideo', 'RefreshUploadVideo', 'GetUploadDetails'],
    }),
  });
  const spoilt = answers(async (response) => {
    if (response.status === 401) return answer(403, await response.text(), response.headers);
    if (response.status === 400) response.headers.delete('access-control-allow-origin');
    return response;
  });
  const { otherHeaders: _, ...options } = WHOLE;
  const report = await checkBackend({
    ...options,
    ...{ deletes: false, imports: false, fetch: fetchOf(spoilt(handler)) },
  });
  await close();
  const text = printed(report, { columns: 100, colour: false, quiet: false });
  const [, shown = ''] = /^```text\n([^]*?)\n```$/m.exec(readFileSync(PAGE, 'utf8')) ?? [];
  // Where it differs, this is what belongs there.
  expect(steady(shown), text).toBe(steady(text));
});

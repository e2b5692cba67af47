import { describe, expect, it } from 'vitest';
import { importFailure } from '../../src/engine/import-failure.js';
import type { ImportReport } from '../../src/engine/import-job.js';
import { Uploader } from '../../src/engine/uploader.js';
import { createFakePorts, createTestUploader, failing, LIMITS, type FakePorts } from '../support/fake-ports.js';

const film = (n: number | string) => `https://films.example/film-${n}.mp4`;
const films = (count: number) => Array.from({ length: count }, (_, n) => film(n));

async function importing(urls: readonly string[], options: Parameters<typeof createFakePorts>[0] = {}) {
  const fake = createFakePorts(options);
  const made = createTestUploader(fake);
  await made.uploader.addUrls(urls);
  return { fake, ...made };
}

/** What the backend says of every job from now on. */
const says = ({ ports }: FakePorts, report: Omit<ImportReport, 'jobId' | 'rawStatus'>) =>
  Object.assign(ports.backend, {
    reportImports: async (jobIds: readonly string[]) =>
      jobIds.map((jobId) => ({ jobId, rawStatus: report.status, ...report })),
  });

const submits = (fake: FakePorts) => fake.ops().filter((op) => op.startsWith('submit'));

describe('taking imports back', () => {
  it('takes few calls', async () => {
    const { fake, uploader } = await importing(films(25), { importStatuses: ['pending'] });
    await fake.time.until(() => uploader.state.uploads.every(({ importing: job }) => job?.jobId !== undefined));
    uploader.cancel();
    await fake.time.until(() => uploader.state.uploads.every(({ phase }) => phase === 'canceled'));
    expect(fake.ops().filter((op) => op.startsWith('cancel'))).toEqual([
      'cancel imports 10',
      'cancel imports 10',
      'cancel imports 5',
    ]);
    expect(await fake.ports.importRecords.list('')).toEqual([]);
  });

  it('is done when its answer was lost', async () => {
    const { fake, uploader, phase } = await importing([film(1)], { importStatuses: ['pending'] });
    await fake.time.until(() => phase() === 'authorized');
    let asked = 0;
    Object.assign(fake.ports.backend, {
      cancelImports: async () => {
        asked += 1;
        says(fake, { status: 'canceled' });
        if (asked === 1) throw failing('backend-unreachable');
        // VOD names those alone that it cancels now.
        return [];
      },
    });
    uploader.cancel();
    await fake.time.until(() => phase() === 'canceled' || phase() === 'failed');
    expect(phase()).toBe('canceled');
  });

  it('can be asked for again when nobody could be asked', async () => {
    const { fake, uploader, first } = await importing([film(1)], { importStatuses: ['pending'] });
    await fake.time.until(() => first().importing?.status === 'pending');
    fake.fail(({ op }) => op === 'cancel imports', failing('backend-unreachable'), 3);
    uploader.cancel();
    await fake.time.until(() => fake.count('cancel imports') === 3);
    await fake.time.advance(1_000);
    expect(first().importing).not.toHaveProperty('unstoppable');
    uploader.cancel();
    await fake.time.until(() => first().phase === 'canceled');
  });

  it('is not to be had of a service that has no such call', async () => {
    const { fake, uploader, first } = await importing([film(1)], { importStatuses: ['pending'] });
    await fake.time.until(() => first().phase === 'authorized');
    fake.fail(({ op }) => op === 'cancel imports', failing('backend-unsupported'));
    uploader.cancel();
    await fake.time.until(() => first().importing?.unstoppable === true);
    expect(fake.count('cancel imports')).toBe(1);
  });

  it('asks nobody about one that has failed', async () => {
    const { fake, uploader, phase } = await importing([film(1)], { importStatuses: ['download-failed'] });
    await fake.time.until(() => phase() === 'failed');
    uploader.cancel();
    await fake.time.advance(1_000);
    expect(phase()).toBe('canceled');
    expect(fake.count('cancel imports')).toBe(0);
    expect(await fake.ports.importRecords.list('')).toEqual([]);
  });
});

describe('an import', () => {
  it('that VOD does not know for a moment is waited for; later it is gone', async () => {
    const { fake, phase, first } = await importing([film(1)], { importStatuses: ['missing', 'missing', 'succeeded'] });
    await fake.time.until(() => phase() === 'ready' || phase() === 'failed');
    expect(phase()).toBe('ready');

    const lost = await importing([film(2)], { importStatuses: ['missing'] });
    await lost.fake.time.until(() => lost.phase() === 'failed');
    expect(lost.first()).toMatchObject({ error: { code: 'import-failed', detail: { values: { status: 'missing' } } } });
    expect(first().importing).toMatchObject({ status: 'succeeded' });
  });

  it('whose media is told late is waited for', async () => {
    const { fake, phase, first } = await importing([film(1)]);
    says(fake, { status: 'succeeded' });
    await fake.time.until(() => first().importing?.status === 'succeeded');
    expect(phase()).toBe('authorized');
    says(fake, { status: 'succeeded', mediaId: 'late' });
    await fake.time.until(() => phase() === 'ready');
    expect(first().videoId).toBe('late');
  });

  it('that could not be looked at is looked at by a retry, not made anew', async () => {
    const { fake, phase, uploader } = await importing([film(1)]);
    fake.fail(({ op }) => op === 'look at imports', failing('backend-refused'), 1);
    await fake.time.until(() => phase() === 'failed');
    uploader.retry();
    await fake.time.until(() => phase() === 'ready');
    expect(submits(fake)).toEqual(['submit 1']);
  });

  it('that goes on after a page was left in the middle of a wait', async () => {
    for (const op of ['look at imports', 'report']) {
      const { fake, phase, uploader } = await importing([film(1)]);
      fake.fail((call) => call.op === op, failing('backend-unreachable'));
      await fake.time.until(() => phase() === 'waiting');
      const goOn = uploader.suspend();
      fake.heal();
      goOn();
      await fake.time.until(() => phase() === 'ready' || phase() === 'failed');
      expect(phase(), op).toBe('ready');
    }
  });

  it('goes in smaller calls where one is larger than the backend takes', async () => {
    const fake = createFakePorts({ importStatuses: ['pending'] });
    const { submitImports } = fake.ports.backend;
    Object.assign(fake.ports.backend, {
      submitImports: (...[requests, options]: Parameters<typeof submitImports>) => {
        if (requests.length > 6) throw failing('backend-refused', { status: 413 });
        return submitImports(requests, options);
      },
    });
    const { uploader } = createTestUploader(fake);
    await uploader.addUrls(films(20));
    await fake.time.until(() => uploader.state.uploads.every(({ phase }) => ['authorized', 'failed'].includes(phase)));
    expect(uploader.state.uploads.filter(({ phase }) => phase === 'authorized')).toHaveLength(20);
    expect(submits(fake)).toEqual(Array.from({ length: 4 }, () => 'submit 5'));
  });

  it('twice of the same address, one failed and one added since, is two jobs', async () => {
    const { fake, uploader } = await importing([film(1)], { importStatuses: ['download-failed', 'succeeded'] });
    await fake.time.until(() => uploader.state.uploads[0]!.phase === 'failed');
    uploader.retry();
    await uploader.addUrls([film(1), film(2)]);
    uploader.retry();
    await fake.time.until(() => uploader.state.uploads.every(({ phase }) => phase === 'ready'));
    const jobs = uploader.state.uploads.map(({ importing: job }) => job!.jobId);
    expect(new Set(jobs).size).toBe(jobs.length);
  });
});

it('one address that the service refuses takes no other along', async () => {
  const fake = createFakePorts();
  const made = createTestUploader(fake);
  const { submitImports } = fake.ports.backend;
  const sizes: number[] = [];
  Object.assign(fake.ports.backend, {
    submitImports: async (...all: Parameters<typeof submitImports>) => {
      const [requests] = all;
      sizes.push(requests.length);
      if (requests.some(({ url }) => url === film(3))) throw failing('backend-refused', { status: 400 });
      return submitImports(...all);
    },
  });
  await made.uploader.addUrls(films(20));
  const over = () => made.uploader.state.uploads.every(({ phase }) => phase === 'ready' || phase === 'failed');
  await fake.time.until(over);
  expect(made.uploader.state.uploads.flatMap(({ name, phase }) => (phase === 'failed' ? [name] : []))).toEqual([
    'film-3.mp4',
  ]);
  expect(sizes.slice(0, 3)).toEqual([20, 10, 10]);
  expect(sizes.length).toBeLessThanOrEqual(11);
});

describe('after a reload', () => {
  async function restored(status: ImportReport['status'], error = {}) {
    const { fake, phase, uploader } = await importing([`${film(1)}?Signature=secret`], { importStatuses: ['pending'] });
    await fake.time.until(() => phase() === 'authorized');
    uploader.suspend();
    says(fake, { status, ...error });
    const next = new Uploader(fake.ports, LIMITS, {});
    await next.restore();
    return { fake, next };
  }

  it('an import that fails cannot be retried: its address went with the page', async () => {
    const { fake, next } = await restored('download-failed', { errorCode: 'URLInvalidError' });
    await fake.time.until(() => next.state.uploads[0]!.phase === 'failed');
    const [before] = next.state.uploads;
    expect(before).toMatchObject({ error: { retryable: false, detail: { serviceCode: 'URLInvalidError' } } });
    next.retry();
    await fake.time.advance(60_000);
    expect(next.state.uploads[0]).toBe(before);
    expect(submits(fake)).toEqual(['submit 1']);
    next.clear();
    expect(await fake.ports.importRecords.list('')).toEqual([]);
  });

  it('one that could not be looked at can', async () => {
    const { fake, next } = await restored('pending');
    fake.fail(({ op }) => op === 'report', failing('backend-refused'));
    Object.assign(fake.ports.backend, { reportImports: async () => Promise.reject(failing('backend-refused')) });
    await fake.time.until(() => next.state.uploads[0]!.phase === 'failed');
    fake.heal();
    says(fake, { status: 'succeeded', mediaId: 'media-1' });
    next.retry();
    await fake.time.until(() => next.state.uploads[0]!.phase === 'ready');
    expect(submits(fake)).toEqual(['submit 1']);
  });
});

describe('the service’s words for a failure', () => {
  const said = (errorMessage: string, url?: string) => {
    const source = url === undefined ? undefined : { url, name: 'film.mp4', extension: 'mp4', metadata: {} };
    const report: ImportReport = { jobId: '1', status: 'download-failed', rawStatus: 'DOWNLOAD_FAIL', errorMessage };
    return importFailure({ ...report, errorCode: 'URLInvalidError' }, { source });
  };
  const signed = `${film(1)}?Expires=1&Signature=top%2Fsecret`;

  it.each([
    `download of ${signed} failed`,
    `download of "${signed}" failed`,
    `download of ${encodeURIComponent(signed)} failed`,
    `download of ${signed.replace('?', '#')} failed`,
    `Expires=1&Signature=top%2Fsecret is refused`,
  ])('never repeat what may be signed: %s', (message) => {
    const error = said(message, signed);
    expect(JSON.stringify([error.message, error.detail])).not.toMatch(/secret/);
    expect(error.detail).toMatchObject({ serviceCode: 'URLInvalidError', values: { status: 'download-failed' } });
  });

  it('are kept otherwise, and an address without its query', () => {
    expect(said(`download of ${signed} failed`).detail.values?.['reason']).toBe(`download of ${film(1)} failed`);
    expect(said('x'.repeat(1_000)).detail.values?.['reason']).toHaveLength(300);
  });
});

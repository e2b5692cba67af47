import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/engine/import-job.js';
import type { Backend } from '../../src/engine/ports.js';
import { createFakePorts, createTestUploader, failing } from '../support/fake-ports.js';

const URL_OF = (n: number) => `https://films.example/clip-${n}.mp4`;

/** A service that does what it is asked and loses answers as told. */
function setUp(answer: (urls: readonly string[], time: number) => 'heard' | ReturnType<typeof failing>) {
  const fake = createFakePorts();
  const made = createTestUploader(fake);
  const jobs: ImportReport[] = [];
  const submitted: (readonly string[])[] = [];
  const looked: (readonly string[])[] = [];
  const create = (url: string): string => {
    const jobId = `job-${jobs.length + 1}`;
    const createdAt = new Date(fake.ports.clock.now()).toISOString();
    jobs.push({ jobId, url, status: 'succeeded', rawStatus: 'SUCCESS', mediaId: `media-${jobId}`, createdAt });
    return jobId;
  };
  const own: Pick<Backend, 'submitImports' | 'findImports' | 'reportImports'> = {
    submitImports: async (requests) => {
      const urls = requests.map(({ url }) => url);
      submitted.push(urls.map((url) => url.slice(-10)));
      const heard = answer(urls, submitted.length);
      if (heard !== 'heard') throw heard;
      return urls.map((url) => ({ url, jobId: create(url) }));
    },
    findImports: async (urls) => {
      looked.push(urls.map((url) => url.slice(-10)));
      return jobs.filter(({ url = '' }) => urls.includes(url));
    },
    reportImports: async (ids) => jobs.filter(({ jobId }) => ids.includes(jobId)),
  };
  Object.assign(fake.ports.backend, own);
  return { fake, ...made, jobs, create, submitted, looked };
}

describe('what VOD may have been asked to fetch without an answer', () => {
  it('is found by a retry after all tries were in vain, and not asked for again', async () => {
    const page = setUp((urls, time) => {
      if (time === 1) for (const url of urls) page.create(url);
      // Nobody can look either, for a while.
      return failing('backend-unreachable');
    });
    page.fake.ports.backend.findImports = async () => {
      throw failing('backend-unreachable');
    };
    await page.uploader.addUrls([URL_OF(1)]);
    await page.fake.time.until(() => page.phase() === 'failed');
    page.fake.ports.backend.findImports = async () => page.jobs;
    page.uploader.retry();
    await page.fake.time.until(() => page.phase() === 'ready');
    expect(page.submitted).toHaveLength(1);
    expect(page.first().videoId).toBe('media-job-1');
  });

  it('is asked for again as far as it is not there', async () => {
    const page = setUp((urls, time) => {
      if (time > 1) return 'heard';
      page.create(urls[1]!);
      return failing('backend-malformed');
    });
    await page.uploader.addUrls([1, 2, 3].map(URL_OF));
    await page.fake.time.until(() => page.uploader.state.uploads.every(({ phase }) => phase === 'ready'));
    expect(page.submitted).toEqual([
      ['clip-1.mp4', 'clip-2.mp4', 'clip-3.mp4'],
      ['clip-1.mp4', 'clip-3.mp4'],
    ]);
    expect(page.jobs).toHaveLength(3);
  });

  it('is not what somebody imported from there before', async () => {
    const page = setUp((_, time) => (time === 1 ? failing('backend-unreachable') : 'heard'));
    page.create(URL_OF(1));
    await page.fake.time.advance(3_600_000);
    await page.uploader.addUrls([URL_OF(1)]);
    await page.fake.time.until(() => page.phase() === 'ready');
    expect(page.first().videoId).toBe('media-job-2');
    expect(page.looked).toEqual([['clip-1.mp4']]);
  });

  it('is not looked for where VOD said that it was too much', async () => {
    const page = setUp((_, time) => (time === 1 ? failing('backend-busy', { status: 429 }) : 'heard'));
    await page.uploader.addUrls([URL_OF(1)]);
    await page.fake.time.until(() => page.phase() === 'ready');
    expect(page.looked).toEqual([]);
    expect(page.submitted).toHaveLength(2);
  });

  it('is left to the session where the backend cannot look', async () => {
    const page = setUp((_, time) => (time === 1 ? failing('backend-unreachable') : 'heard'));
    page.fake.ports.backend.findImports = async () => {
      throw failing('backend-unsupported');
    };
    await page.uploader.addUrls([URL_OF(1)]);
    await page.fake.time.until(() => page.phase() === 'ready');
    expect(page.submitted).toHaveLength(2);
  });
});

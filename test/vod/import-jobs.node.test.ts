import { describe, expect, it } from 'vitest';
import { readCanceledJobs, readImportReports, readUploadJobs } from '../../src/vod/import-jobs.js';
import { importStatus } from '../../src/vod/import-status.js';
import { sample } from './sample.js';

const MEDIA = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

describe('replies about imports', () => {
  it('of VOD mean what they say', () => {
    const { reports, missing } = readImportReports(sample('vod/get-url-upload-infos.json'))!;
    expect(missing).toEqual(['job-missing']);
    expect(reports.map(({ status }) => status)).toEqual([
      'pending',
      'downloading',
      'succeeded',
      'download-failed',
      'upload-failed',
    ]);
    expect(reports[2]).toEqual({
      jobId: 'j3',
      url: 'https://example.com/clip.mp4',
      status: 'succeeded',
      rawStatus: 'SUCCESS',
      mediaId: MEDIA,
      size: 24,
      errorCode: '200',
      errorMessage: 'Success',
      createdAt: '2026-11-20T01:01:01Z',
      completedAt: '2026-11-20T01:11:01Z',
      userData: '{"Extend":{"localId":"a-1"}}',
    });
    expect(reports[3]).toMatchObject({ errorCode: 'URLInvalidError' });
  });

  it('as odd as in the documents mean the same', () => {
    const { reports, missing } = readImportReports(sample('vod/get-url-upload-infos.quirks.json'))!;
    expect(missing).toEqual(['****1', '****2']);
    expect(reports).toMatchObject([{ status: 'succeeded', mediaId: MEDIA, size: 24 }]);
    expect(reports[0]!.userData).toContain('localId');
  });

  it('of Intelligent Media Services mean the same', () => {
    const { reports, missing } = readImportReports(sample('ice/get-url-upload-infos.quirks.json'))!;
    expect(missing).toEqual(['e3e71ae8e4a46e4893d8cadce50c3bd0']);
    expect(reports).toMatchObject([{ status: 'succeeded', size: 64_610, completedAt: '2021-11-26T21:47:37' }]);
  });

  it('name the jobs that were made, and those that were taken back', () => {
    expect(readUploadJobs(sample('vod/upload-media-by-url.response.json'))).toEqual([
      { jobId: 'ad90a501b1b94b72374ad00504674600', url: 'https://example.com/a,b/clip 1.mp4?x=1&y=2' },
      { jobId: 'ad90a501b1b94b72374ad00504674601', url: 'https://example.com/c' },
    ]);
    expect(readUploadJobs(sample('ice/upload-media-by-url.response.json'))).toMatchObject([
      { jobId: '3829500c0fef429fa4ec1680b122d000', mediaId: '5014ca70f08171ecbf940764a0fd6000' },
    ]);
    expect(readCanceledJobs(sample('vod/cancel-url-upload-jobs.response.json'))).toEqual([
      '341c92e6c18dc435ee3125368500',
      '0193d395194a83ad6ee2ef27a5b500',
    ]);
  });

  it('in the SDK’s letters mean the same', () => {
    const reply = { uploadJobs: [{ jobId: 'j', sourceURL: 'https://x/a.mp4' }] };
    expect(readUploadJobs({ data: reply })).toEqual([{ jobId: 'j', url: 'https://x/a.mp4' }]);
    const infos = { URLUploadInfoList: [{ jobId: 'j', status: 'PROCESSING', fileSize: NaN }], nonExists: ['x'] };
    expect(readImportReports(infos)).toEqual({
      reports: [{ jobId: 'j', status: 'processing', rawStatus: 'PROCESSING' }],
      missing: ['x'],
    });
  });

  it('that are none are not taken for one', () => {
    expect(readUploadJobs({ RequestId: 'r' })).toBeUndefined();
    expect(readUploadJobs('<html>')).toBeUndefined();
    expect(readImportReports([])).toBeUndefined();
  });

  it.each([
    ['Pending', 'pending'],
    ['DOWNLOAD_SUCCESS', 'downloaded'],
    ['upload_success', 'uploaded'],
    ['CANCELLED', 'canceled'],
    ['Normal', 'succeeded'],
    ['SomethingNew', 'unknown'],
    ['', 'unknown'],
    ['constructor', 'unknown'],
  ])('call %s %s', (raw, status) => {
    expect(importStatus(raw)).toEqual({ status, raw });
  });
});

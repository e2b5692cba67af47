import { describe, expect, it } from 'vitest';
import { readImportReports, readUploadJobs } from '../../src/vod/import-jobs.js';
import { importStatus } from '../../src/vod/import-status.js';

describe('replies about imports', () => {
  it('in the SDK’s letters mean the same', () => {
    const reply = { uploadJobs: [{ jobId: 'j', sourceURL: 'https://x/a.mp4' }] };
    expect(readUploadJobs({ data: reply })).toEqual([{ jobId: 'j', url: 'https://x/a.mp4' }]);
    const infos = { URLUploadInfoList: [{ jobId: 'j', status: 'PROCESSING', fileSize: NaN }], nonExists: ['x'] };
    expect(readImportReports(infos)).toEqual({
      reports: [{ jobId: 'j', status: 'processing', rawStatus: 'PROCESSING' }],
      missing: ['x'],
      requestId: undefined,
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
    ['UploadSucc', 'uploaded'],
    // One of the two documents links the table of a media's statuses: its file has arrived, and its own look says the rest.
    ['Transcoding', 'uploaded'],
    ['Checking', 'uploaded'],
    ['TranscodeFail', 'succeeded'],
    ['Blocked', 'succeeded'],
    ['ProduceFail', 'succeeded'],
    ['SomethingNew', 'unknown'],
    ['', 'unknown'],
    ['constructor', 'unknown'],
  ])('call %s %s', (raw, status) => {
    expect(importStatus(raw)).toEqual({ status, raw });
  });
});

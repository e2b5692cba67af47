import { describe, expect, it } from 'vitest';
import { mediaStatus, mergeStatus, sourceStatus, uploadStatus } from '../../src/vod/status.js';

const spellings = (raw: string) => [raw, raw.toUpperCase(), raw.toLowerCase(), ` ${raw}\n`];

describe('a status', () => {
  const media = {
    Uploading: 'uploading',
    UploadFail: 'upload-failed',
    UploadSucc: 'uploaded',
    Transcoding: 'transcoding',
    TranscodeFail: 'transcode-failed',
    Checking: 'checking',
    Blocked: 'blocked',
    Normal: 'normal',
    ProduceFail: 'produce-failed',
    Init: 'uploading',
    Preparing: 'uploading',
    PrepareFail: 'upload-failed',
  };
  for (const [raw, status] of Object.entries(media)) {
    it(`of a media, ${raw}, is ${status} in any case and keeps its spelling`, () => {
      for (const spelt of spellings(raw)) expect(mediaStatus(spelt)).toEqual({ status, raw: spelt });
    });
  }

  it('of a source file says whether it has arrived', () => {
    const seen = ['Uploading', 'Normal', 'UploadFail', 'Deleted'].map((raw) => sourceStatus(raw)?.status);
    expect(seen).toEqual(['uploading', 'uploaded', 'upload-failed', 'missing']);
  });

  const upload = {
    uploading: ['PENDING', 'Pending', 'PROCESSING', 'DOWNLOADING', 'DOWNLOAD_SUCCESS', 'UPLOADING', 'Uploading'],
    uploaded: ['UPLOAD_SUCCESS', 'SUCCESS', 'success', 'Normal'],
    'upload-failed': ['DOWNLOAD_FAIL', 'UPLOAD_FAIL', 'fail'],
  };
  for (const [status, words] of Object.entries(upload)) {
    it(`of an upload is ${status} for ${words.join(', ')}`, () => {
      for (const raw of words) expect(uploadStatus(raw)).toEqual({ status, raw });
    });
  }

  it('that VOD invents tomorrow is unknown and shown as it is', () => {
    for (const read of [mediaStatus, sourceStatus, uploadStatus])
      expect(read('Pondering')).toEqual({ status: 'unknown', raw: 'Pondering' });
    expect(mediaStatus('constructor')?.status).toBe('unknown');
    expect(mediaStatus(undefined)).toBeUndefined();
  });
});

describe('statuses of one media together', () => {
  const merge = (media: (string | undefined)[], source?: string, upload?: string) =>
    mergeStatus({ media: media.map(mediaStatus), source: sourceStatus(source), upload: uploadStatus(upload) });

  it('are the furthest of two answers, whichever is older', () => {
    expect(merge(['Uploading', 'Transcoding']).status).toBe('transcoding');
    expect(merge(['Normal', 'Transcoding']).raw).toBe('Normal');
    expect(merge(['TranscodeFail', 'Transcoding']).status).toBe('transcode-failed');
    expect(merge(['TranscodeFail', 'Normal']).status).toBe('normal');
    expect(merge(['Normal', 'Blocked']).status).toBe('blocked');
    expect(merge(['Pondering', 'Uploading']).status).toBe('uploading');
    expect(merge([undefined, 'Checking']).status).toBe('checking');
  });

  it('are helped by the file that has arrived, never held back by it', () => {
    expect(merge(['Uploading'], 'Normal').status).toBe('uploaded');
    expect(merge(['Uploading'], undefined, 'UPLOAD_SUCCESS').status).toBe('uploaded');
    expect(merge(['Uploading'], 'Uploading', 'UPLOAD_FAIL').status).toBe('uploading');
    expect(merge(['Transcoding'], 'Uploading', 'Uploading').status).toBe('transcoding');
    expect(merge(['Normal'], 'Deleted').status).toBe('normal');
    expect(merge([], 'Normal').status).toBe('uploaded');
    expect(merge([undefined, undefined])).toEqual({ status: 'unknown', raw: '' });
  });
});

import type { ImportStatus } from '../engine/import-job.js';

/** `Status` of an import job (VOD's table of 2021), and what Intelligent Media Services say instead. */
const WORDS: Readonly<Record<string, ImportStatus>> = {
  pending: 'pending',
  processing: 'processing',
  downloading: 'downloading',
  downloadsuccess: 'downloaded',
  downloadfail: 'download-failed',
  uploading: 'uploading',
  uploadsuccess: 'uploaded',
  uploadsucc: 'uploaded',
  uploadfail: 'upload-failed',
  success: 'succeeded',
  // The callback's word, and Intelligent Media Services' for a media that is there.
  fail: 'upload-failed',
  normal: 'succeeded',
  init: 'pending',
  preparing: 'processing',
  preparefail: 'upload-failed',
  // VOD's own document links the table of a media's statuses: its file is there, and the media says the rest.
  transcoding: 'uploaded',
  checking: 'uploaded',
  transcodefail: 'succeeded',
  blocked: 'succeeded',
  producefail: 'succeeded',
};

/** What it says after a cancel is not documented: anything of that word. */
const CANCELED = /^cancel/;

export function importStatus(raw = ''): { readonly status: ImportStatus; readonly raw: string } {
  const word = raw.replace(/[\s_-]/g, '').toLowerCase();
  if (CANCELED.test(word)) return { status: 'canceled', raw };
  return { status: (Object.hasOwn(WORDS, word) && WORDS[word]) || 'unknown', raw };
}

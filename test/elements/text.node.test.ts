import { describe, expect, it } from 'vitest';
import { english } from '../../src/words/text.js';
import { errorText } from '../../src/elements/describe.js';
import { Wording } from '../../src/elements/wording.js';
import { ERRORS, UploadError, type ErrorCode } from '../../src/engine/error.js';
import { NEXT } from '../../src/engine/state.js';
import { words } from '../support/words.js';

describe('English', () => {
  const codes = Object.keys(ERRORS) as ErrorCode[];

  it('has a sentence of its own for every error', () => {
    const sentences = codes.map((code) => english[`error.${code}`]);
    expect(new Set(sentences).size).toBe(codes.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.{20,}\.$/);
  });

  it('tells the reader of every error that can be retried so', () => {
    const mute = codes.filter(
      (code) => ERRORS[code].retryable && !/retry|upload it anyway/i.test(english[`error.${code}`]),
    );
    // What the page itself got wrong is not the reader's to mend.
    expect(mute).toEqual(['reference-id-invalid', 'extend-too-long', 'parameter-refused', 'no-endpoint']);
  });

  it('never asks to retry where retrying is not offered', () => {
    const wrong = codes.filter((code) => !ERRORS[code].retryable && /\bretry\b/i.test(english[`error.${code}`]));
    expect(wrong).toEqual([]);
  });

  it('has a word for every phase', () => {
    for (const phase of Object.keys(NEXT) as (keyof typeof NEXT)[]) expect(english[`phase.${phase}`]).toMatch(/\S/);
  });
});

describe('an error in words', () => {
  const say = (code: ErrorCode, values: Record<string, string | number> = {}) =>
    errorText(new UploadError(code, 'for a bug report', { values }), words);

  it('names sizes as people do', () => {
    expect(say('file-too-large', { size: 3 * 1024 ** 3, most: 2 * 1024 ** 3 })).toContain('is 3 GB; the limit is 2 GB');
  });

  it('leaves no placeholder behind when a value is missing', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) expect(say(code)).not.toMatch(/[{}]/);
  });

  it('keeps the words with which the page refused a file', () => {
    expect(say('file-refused', { reason: 'Only landscape videos, please.' })).toBe('Only landscape videos, please.');
  });

  it('does not pretend to know what the service has counted', () => {
    const refused = (code: ErrorCode, field: 'title' | 'tags') =>
      errorText(new UploadError(code, 'x', { field, serviceCode: 'LengthExceededMax', values: { most: 128 } }), words);
    expect(refused('title-too-long', 'title')).toBe('Title: too long for the service. Shorten it, then retry.');
    expect(refused('tag-characters', 'tags')).toContain('Tags: the service does not allow some of the characters.');
    expect(refused('too-many-tags', 'tags')).toContain('Tags: more than the service allows.');
  });

  it('is said in the page’s words where it has its own', () => {
    const own = new Wording('en', { 'error.network': 'Kein Netz bei {name}.' });
    const error = new UploadError('network', 'x', { values: { name: 'a.mp4' } });
    expect(errorText(error, own)).toBe('Kein Netz bei a.mp4.');
  });
});

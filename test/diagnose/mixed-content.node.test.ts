import { describe, expect, it } from 'vitest';
import { checkMixedContent } from '../../src/diagnose/mixed-content.js';

const functions = { createUploadVideo: () => undefined };

describe('mixed content', () => {
  it.each([
    ['a backend on http', { endpoint: 'http://api.example/vod' }, 'failed'],
    ['one action on http', { endpoint: '/api', urls: { CreateUploadVideo: 'http://api.example/create' } }, 'failed'],
    ['a backend of its own origin', { endpoint: '/api/vod' }, 'ok'],
    ['a backend on this machine', { endpoint: 'http://localhost:3000/api' }, 'ok'],
    ['functions', { endpoint: 'http://api.example/vod', backend: functions }, 'ok'],
    ['nobody to ask', {}, 'ok'],
  ])('from a page on https: %s', (_what, connection, result) => {
    expect(checkMixedContent(connection, 'https://page.example/a/').result).toBe(result);
  });

  it('is none from a page on http', () => {
    expect(checkMixedContent({ endpoint: 'http://api.example' }, 'http://page.example/').result).toBe('ok');
  });
});

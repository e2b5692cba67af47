import { describe, expect, it } from 'vitest';
import { playable } from '../../src/elements/play.js';
import type { PlayStream } from '../../src/engine/media.js';
import { STATES, uploadAt } from '../support/upload-states.js';

const stream = (url: string, more: Partial<PlayStream> = {}): PlayStream => ({
  url,
  kind: 'video',
  encrypted: false,
  ...more,
});
const ready = (streams: PlayStream[], fileUrl?: string) =>
  uploadAt({
    ...STATES.ready,
    report: {
      id: 'x',
      status: 'normal',
      rawStatus: 'Normal',
      media: { id: 'x', tags: [], snapshots: [], streams, ...(fileUrl && { fileUrl }) },
    },
  });
const chromium = (type: string) => ['video/mp4', 'video/webm', 'audio/mpeg'].includes(type);

describe('what is played of a ready upload', () => {
  it('is the largest single file that the browser plays', () => {
    const streams = [stream('a.m3u8'), stream('small.mp4', { height: 360 }), stream('large.mp4', { height: 1080 })];
    expect(playable(ready(streams), chromium)?.url).toBe('large.mp4');
    expect(playable(ready(streams), () => true)?.url).toBe('large.mp4');
  });

  it('is a playlist only where the browser plays those', () => {
    const streams = [stream('https://cdn/x/a.m3u8?auth=1')];
    expect(playable(ready(streams), chromium)).toBeUndefined();
    expect(playable(ready(streams), () => true)?.url).toBe('https://cdn/x/a.m3u8?auth=1');
  });

  it('is never an encrypted stream', () => {
    expect(playable(ready([stream('a.mp4', { encrypted: true })]), () => true)).toBeUndefined();
  });

  it('is the source where there are no streams, as sound where it is sound', () => {
    expect(playable(ready([], 'https://oss/x.mp3?sig=1'), chromium)).toEqual({
      url: 'https://oss/x.mp3?sig=1',
      kind: 'audio',
    });
  });

  it('is nothing before it is ready, nor where VOD made nothing playable', () => {
    expect(playable(STATES.processing, () => true)).toBeUndefined();
    expect(playable(uploadAt({ ...ready([stream('a.mp4')]), playable: false }), () => true)).toBeUndefined();
  });
});

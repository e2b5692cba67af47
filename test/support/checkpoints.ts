import type { Checkpoint } from '../../src/engine/checkpoint.js';

/** A whole checkpoint of a file of 10 bytes, as this version writes it. */
export const checkpointOf = (over: Partial<Checkpoint> = {}): Checkpoint => ({
  v: 2,
  scope: '/api/vod',
  fingerprint: { name: 'clip.mp4', size: 10, lastModified: 1, type: 'video/mp4' },
  videoId: 'video-1',
  target: { endpoint: 'https://oss-cn-shanghai.aliyuncs.com', bucket: 'b', key: 'k' },
  parts: [{ n: 1, offset: 0, size: 10 }],
  sealSent: false,
  createdAt: Date.now(),
  ...over,
});

import { defineConfig } from 'vitest/config';

/** What takes long, much disk or ffmpeg; `npm run test:long`. One file at a time: they measure. */
export default defineConfig({
  test: { environment: 'node', include: ['test/**/*.long.ts'], fileParallelism: false },
});

import { defineConfig } from 'vitest/config';

/** What takes long, much disk or ffmpeg; `npm run test:long`. */
export default defineConfig({ test: { environment: 'node', include: ['test/**/*.long.ts'] } });

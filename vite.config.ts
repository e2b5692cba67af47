import { defineConfig } from 'vite';
import { vodEmulator } from './src/emulator/vite.js';

const port = process.env.PORT;

export default defineConfig({
  // The backend kit under /api/vod; it prints the page's address when the server answers
  plugins: [vodEmulator()],
  clearScreen: false,
  server: {
    // `*.localhost` names lead here too: the emulator's OSS is an origin of its own
    host: '127.0.0.1',
    port: Number(port ?? 5173),
    strictPort: port !== undefined,
    // The emulator answers preflights the way OSS does; Vite must not do it first
    cors: false,
    // For tests: a page that is reloaded because somebody edits a file is none of theirs
    ...(process.env.STILL !== undefined && { watch: null, hmr: false }),
    allowedHosts: ['.localhost'],
  },
  // Found only when the first upload begins, they would reload the page
  optimizeDeps: { include: ['ali-oss', 'hash-wasm', 'mediabunny', '@noble/hashes/legacy.js'] },
});

import { existsSync } from 'node:fs';
import { tsImport } from 'tsx/esm/api';
import { defineConfig, type Plugin, type PluginOption } from 'vite';

/** Prints one line that scripts can wait for. */
function announce(): Plugin {
  return {
    name: 'announce',
    configureServer(server) {
      server.httpServer?.once('listening', () => {
        const address = server.httpServer?.address();
        if (address && typeof address === 'object') console.log(`vod-uploader demo: http://localhost:${address.port}/`);
      });
    },
  };
}

/** The backend kit under /api/vod, with the emulator or the real service behind it. */
async function backend(): Promise<PluginOption> {
  const file = new URL('./src/emulator/vite.ts', import.meta.url);
  if (!existsSync(file)) return [];
  const { vodEmulator } = (await tsImport(file.href, import.meta.url)) as { vodEmulator: () => PluginOption };
  return vodEmulator();
}

const port = process.env.PORT;

export default defineConfig(async () => ({
  plugins: [await backend(), announce()],
  clearScreen: false,
  server: {
    // `*.localhost` names lead here too: the emulator's OSS is an origin of its own
    host: '127.0.0.1',
    port: Number(port ?? 5173),
    strictPort: port !== undefined,
    // The emulator answers preflights the way OSS does; Vite must not do it first
    cors: false,
    allowedHosts: ['.localhost'],
  },
  optimizeDeps: { include: ['ali-oss'] },
}));

import type { StorybookConfig } from '@storybook/web-components-vite';
import { hashWorker } from '../scripts/hash-worker-plugin.mjs';
import { vodEmulator } from '../src/emulator/vite.ts';

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts', '../stories/**/*.mdx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // The emulator on Storybook's own port: every story works without any network
  viteFinal(vite) {
    return {
      ...vite,
      plugins: [...(vite.plugins ?? []), vodEmulator(), hashWorker()],
      server: { ...vite.server, cors: false, allowedHosts: ['.localhost'] },
      optimizeDeps: {
        ...vite.optimizeDeps,
        include: [
          ...(vite.optimizeDeps?.include ?? []),
          'ali-oss',
          'hash-wasm',
          'mediabunny',
          '@noble/hashes/legacy.js',
        ],
      },
    };
  },
};

export default config;

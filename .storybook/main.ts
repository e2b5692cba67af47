import { existsSync } from 'node:fs';
import type { StorybookConfig } from '@storybook/web-components-vite';
import { tsImport } from 'tsx/esm/api';
import type { PluginOption } from 'vite';

/** The emulator on Storybook's own port: every story works without any network. */
async function emulator(): Promise<PluginOption> {
  const file = new URL('../src/emulator/vite.ts', import.meta.url);
  if (!existsSync(file)) return [];
  const { vodEmulator } = (await tsImport(file.href, import.meta.url)) as { vodEmulator: () => PluginOption };
  return vodEmulator();
}

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts', '../stories/**/*.mdx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  async viteFinal(vite) {
    return {
      ...vite,
      plugins: [...(vite.plugins ?? []), await emulator()],
      server: { ...vite.server, cors: false, allowedHosts: ['.localhost'] },
      optimizeDeps: { ...vite.optimizeDeps, include: [...(vite.optimizeDeps?.include ?? []), 'ali-oss'] },
    };
  },
};

export default config;

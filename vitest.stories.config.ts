import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './scripts/find-browser.mjs';

const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  plugins: [storybookTest({ configDir: '.storybook' })],
  // Found in the middle of a run they would reload the page
  optimizeDeps: {
    include: [
      'ali-oss',
      'lit',
      'lit/decorators.js',
      '@lit/context',
      'mediabunny',
      'hash-wasm',
      'axe-core',
      'storybook/actions/decorator',
      'lit/directive.js',
      'lit/directives/style-map.js',
    ],
  },
  test: {
    name: 'stories',
    // A wait ends with its condition, also where other tests keep the machine busy
    testTimeout: 90_000,
    setupFiles: ['test/stories/every-story.ts'],
    browser: {
      enabled: true,
      headless: true,
      // A story cleans up after itself: a page for each file costs as much as its stories
      isolate: false,
      provider: playwright({ launchOptions: { executablePath, args, env } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});

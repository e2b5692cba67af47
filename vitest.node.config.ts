import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

/** What drives a browser or starts a server keeps real time: one file at a time, with the machine to itself. */
const REAL_TIME = [
  'test/*.node.test.ts',
  'test/faults/browser/**/*.node.test.ts',
  'test/faults/e-emulator.node.test.ts',
  'test/imports/url-import.node.test.ts',
  'test/emulator/memory.node.test.ts',
  'test/web/hasher-policy.node.test.ts',
];

const source = (file: string): string => fileURLToPath(new URL(`src/server/${file}.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    // The examples call the package by its name, as the pages that copy them do.
    alias: { 'vod-uploader/server/node': source('node'), 'vod-uploader/server': source('index') },
  },
  test: {
    environment: 'node',
    setupFiles: ['test/support/same-properties.ts'],
    // Tests end with what they wait for; the limit is for what hangs, on a machine as busy as it may be.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    coverage: {
      provider: 'v8',
      reportOnFailure: true,
      include: ['src/**/*.ts'],
      reporter: ['lcovonly'],
      reportsDirectory: `${process.env.COVERAGE_FOLDER ?? 'coverage'}/${process.env.COVERAGE_NAME ?? 'node'}`,
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'virtual time',
          include: ['test/**/*.node.test.ts'],
          exclude: [...configDefaults.exclude, ...REAL_TIME],
          maxWorkers: 2,
          // A process for each file costs as much as the tests in it; our own modules are new for each all the same
          isolate: false,
          setupFiles: ['test/support/fresh-modules.ts'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'real time',
          globalSetup: ['test/support/build-demo.ts'],
          include: REAL_TIME,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

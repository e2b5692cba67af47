import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.node.test.ts'],
    coverage: {
      provider: 'v8',
      reportOnFailure: true,
      include: ['src/**/*.ts'],
      reporter: ['lcovonly'],
      reportsDirectory: `${process.env.COVERAGE_FOLDER ?? 'coverage'}/node`,
    },
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['./test/reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

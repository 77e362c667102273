import { defineConfig } from 'vitest/config';

/** Tests in a real browser: `npm run test:browser`. They need the bundle, and Chromium on the machine. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['./test/reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

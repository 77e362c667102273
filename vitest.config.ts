import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
    // By default one core is left idle, which is half of a small machine.
    maxWorkers: '100%',
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['./test/reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

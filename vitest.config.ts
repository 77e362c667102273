import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
    // One core is left to the emulators, but on a machine with two, which would work by half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['./test/reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

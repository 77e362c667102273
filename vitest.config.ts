import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of what holds no state of the process: their files may share what they load, which takes longer than they do. */
const pure =
  'test/unit/{syncml,soap,xml,csp,policy,actions,sync,compliance,wip-logs,enrollment,terms,tenant}/**/*.test.ts';

export default defineConfig({
  test: {
    // One core is left to the emulators, but on a machine with two, which would work by half.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['./test/reporter.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'pure', include: [pure], isolate: false } },
      {
        extends: true,
        test: {
          name: 'real parts',
          include: ['test/unit/**/*.test.ts', 'test/integration/**/*.test.ts'],
          exclude: [pure],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});

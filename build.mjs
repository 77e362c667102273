// Bundles the deployable functions into one CommonJS file, and the tools that run on a developer's machine.
import { build } from 'esbuild';

const shared = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', legalComments: 'none' };

await Promise.all([
  build({
    ...shared,
    entryPoints: ['functions/index.ts'],
    outfile: 'dist/functions/index.cjs',
    format: 'cjs',
    // Exists only inside the Functions worker; bundling it would make the library believe it runs in a test.
    external: ['@azure/functions-core'],
    sourcemap: 'linked',
    minifySyntax: true,
  }),
  build({
    ...shared,
    entryPoints: {
      start: 'local/start.ts',
      simulator: 'simulator/cli.ts',
      mam: 'cli/main.ts',
      'infra-check': 'infra/check/cli.ts',
      'infra-package': 'infra/package/cli.ts',
      'infra-icons': 'infra/gallery/icons-cli.ts',
      onboard: 'infra/tenant/onboard.ts',
      offboard: 'infra/tenant/offboard.ts',
      doctor: 'infra/tenant/doctor.ts',
    },
    outdir: 'dist/tools',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    packages: 'external',
    sourcemap: 'linked',
  }),
]);

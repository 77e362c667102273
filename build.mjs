// Bundles the deployable functions into one CommonJS file, and the tools that run on a developer's machine. With names of
// tools, e.g. `node build.mjs onboard`, only those are built, so that nobody else's files change under way.
import { build } from 'esbuild';

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
};

const TOOLS = {
  start: 'local/start.ts',
  simulator: 'simulator/cli.ts',
  mam: 'cli/main.ts',
  tables: 'local/create-tables.ts',
  bench: 'bench/policy.ts',
  'infra-check': 'infra/check/cli.ts',
  'infra-package': 'infra/package/cli.ts',
  'infra-icons': 'infra/gallery/icons-cli.ts',
  onboard: 'infra/tenant/onboard.ts',
  offboard: 'infra/tenant/offboard.ts',
  doctor: 'infra/tenant/doctor.ts',
};

const buildFunctions = () =>
  build({
    ...shared,
    entryPoints: ['functions/index.ts'],
    outfile: 'dist/functions/index.cjs',
    format: 'cjs',
    // Exists only inside the Functions worker; bundling it would make the library believe it runs in a test.
    external: ['@azure/functions-core'],
    sourcemap: 'linked',
    minifySyntax: true,
  });

const buildTools = (entryPoints) =>
  build({
    ...shared,
    entryPoints,
    outdir: 'dist/tools',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    packages: 'external',
    sourcemap: 'linked',
  });

const names = process.argv.slice(2);
if (names.length > 0) await buildTools(Object.fromEntries(names.map((name) => [name, TOOLS[name]])));
else await Promise.all([buildFunctions(), buildTools(TOOLS)]);

import { relative } from 'node:path';
import { type Diagnostic, isFailure, isRepetition, isUnreachable, readDiagnostics } from './diagnostics';
import type { Bicep } from './find-bicep';
import type { Outcome } from './outcome';
import { runProgram } from './run-program';

/** One command of Bicep over many files. */
export interface Compilation {
  readonly command: 'lint' | 'build' | 'build-params';
  /** Paths of the files, relative to `folder`. */
  readonly files: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

// Linting comes first and fetches what is not there; asking a registry out of reach again would cost ten seconds more.
const ARGUMENTS: Readonly<Record<Compilation['command'], readonly string[]>> = {
  lint: ['--pattern', '**/*.bicep'],
  build: ['--no-restore', '--pattern', '**/*.bicep'],
  'build-params': ['--no-restore', '--pattern', '**/*.bicepparam'],
};

/**
 * Runs one command of Bicep over all files at once and tells them apart by the findings. A finding counts for the file
 * that it is in; a command that ends badly without a finding counts for all.
 */
export async function compile(bicep: Bicep, compilation: Compilation): Promise<readonly Outcome[]> {
  const { command, files, folder, env } = compilation;
  const { code, stderr } = await runProgram(bicep.path, [command, ...ARGUMENTS[command]], { cwd: folder, env });
  const findings = readDiagnostics(stderr);
  const isSilent = code !== 0 && !findings.some(({ severity }) => severity === 'Error');
  const isOffline = findings.some(isUnreachable);
  return files.map((file) => {
    if (isSilent) return { check: command, file, result: 'failed', lines: stderr.trim().split('\n').slice(0, 10) };
    const own = findings.filter((finding) => relative(folder, finding.file) === file);
    if (isOffline && own.some(followsFromAbsence)) return { check: command, file, result: 'skipped', lines: [] };
    const lines = own.map(({ line, code, message }) => `${file}:${line} ${code}: ${message}`);
    return { check: command, file, result: own.some(isFailure) ? 'failed' : 'passed', lines };
  });
}

// A file that calls one without its extension cannot be judged either.
function followsFromAbsence(finding: Diagnostic): boolean {
  return isUnreachable(finding) || isRepetition(finding);
}

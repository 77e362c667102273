import { spawn } from 'node:child_process';

/** What a program said and how it ended; `code` is 1 where a signal ended it. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a program runs, with which environment, and how long it may take (milliseconds, default three minutes). */
export interface ProgramOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

/**
 * Runs a program to its end, without a shell.
 * @throws Error when it cannot be started, or does not end in time
 */
export function runProgram(file: string, args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const { cwd, env = process.env, timeoutMs = 180_000 } = options;
  return new Promise((resolve, reject) => {
    // Not spawn's own `timeout`, whose timer outlives a program that is not there.
    const signal = AbortSignal.timeout(timeoutMs);
    const child = spawn(file, args, { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

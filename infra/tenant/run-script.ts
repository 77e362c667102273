import { type Explained, explain } from './explain';
import { EXIT } from './outcome';
import { createReport, type Report } from './report';

/** The surroundings of a script: a process, or a test. */
export interface Surroundings {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts with Ctrl+C. */
  readonly signal: AbortSignal;
  /** Asks the person for a yes; absent where nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** What every script can be told. */
export interface CommonOptions {
  readonly tenant: string;
  readonly service?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly verbose?: boolean;
}

/** What a script hands back: the members of its JSON, and its exit code. */
export interface ScriptResult {
  readonly exitCode: number;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Runs a script and resolves to its exit code. With `--json` standard output carries one JSON document and everything for
 * people goes to standard error.
 */
export async function runScript(
  surroundings: Surroundings,
  { json = false, dryRun = false, verbose = false }: CommonOptions,
  script: (report: Report) => Promise<ScriptResult>,
): Promise<number> {
  const { out, err } = surroundings;
  const report = createReport(json ? err : out, dryRun || verbose);
  try {
    const { exitCode, facts } = await script(report);
    if (json) out(`${JSON.stringify({ ok: exitCode === EXIT.done, exitCode, dryRun, ...facts }, null, 2)}\n`);
    return exitCode;
  } catch (thrown) {
    const explained = surroundings.signal.aborted ? INTERRUPTED : explain(thrown);
    const { problem, remedy, exitCode } = explained;
    err(`\n${problem}\n→ ${remedy}\n`);
    if (json) out(`${JSON.stringify({ ok: false, exitCode, dryRun, problem, remedy }, null, 2)}\n`);
    return exitCode;
  }
}

const INTERRUPTED: Explained = {
  problem: 'Stopped; what was done stays',
  remedy: 'Run the same command again: it goes on from here.',
  exitCode: EXIT.interrupted,
};

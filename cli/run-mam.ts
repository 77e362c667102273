import { CommanderError } from 'commander';
import { CliFailure, type ExitCode } from './failure';
import { findingLines } from './print/findings';
import { createProgram } from './program';
import { RefusedByService } from './refused-by-service';
import type { Terminal } from './terminal';

/**
 * Runs one command and says how it ended. Whatever was foreseen is told in a sentence, with the way out.
 * @throws whatever nobody foresaw
 */
export async function runMam(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await createProgram(terminal).parseAsync(words, { from: 'user' });
    return 0;
  } catch (thrown) {
    return tell(thrown, terminal);
  }
}

function tell(thrown: unknown, terminal: Terminal): ExitCode {
  // Help and wrong usage were told by the parser itself.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  if (!(thrown instanceof CliFailure)) throw thrown;
  if (thrown instanceof RefusedByService) {
    for (const line of findingLines(thrown.errors, thrown.warnings)) terminal.note(line);
  }
  terminal.note(`error: ${thrown.message}`);
  if (thrown.wayOut !== undefined) terminal.note(thrown.wayOut);
  return thrown.exitCode;
}

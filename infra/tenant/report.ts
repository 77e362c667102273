import type { StepOutcome, StepState } from './outcome';

/** Where a script tells what happens. */
export interface Report {
  /** A line that begins at the margin. */
  line(text: string): void;
  /** A sentence about what goes on. */
  say(text: string): void;
  /** A request that was sent, or with `--dry-run` would be. */
  call(line: string): void;
  step(outcome: StepOutcome): void;
}

const MARKS: Readonly<Record<StepState, string>> = { done: '✓', already: '=', would: '…', skipped: '-' };

/** Lines for a person; everything goes to `write`, which is standard error where standard output carries JSON. */
export function createReport(write: (text: string) => void, showCalls: boolean): Report {
  return {
    line: (text) => write(`${text}\n`),
    say: (text) => write(`  ${text}\n`),
    call: (line) => {
      if (showCalls) write(`    ${line}\n`);
    },
    step: ({ state, step, text }) => write(`${MARKS[state]} ${step}: ${text}\n`),
  };
}

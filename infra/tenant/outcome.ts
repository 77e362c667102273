/** How a step ended. */
export type StepState = 'done' | 'already' | 'would' | 'skipped';

/** What a step did, in a sentence for the administrator. */
export interface StepOutcome {
  readonly step: string;
  readonly state: StepState;
  readonly text: string;
}

/** Exit codes of the scripts; `--help` lists them. */
export const EXIT = { done: 0, failed: 1, usage: 2, waiting: 3, refused: 4, interrupted: 130 } as const;

/** The script cannot go on, and what the administrator can do about it. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly remedy: string;
  readonly exitCode: number;

  /** @param exitCode `EXIT.waiting` when somebody else has to act first, `EXIT.refused` when an option would allow it. */
  constructor(problem: string, remedy: string, exitCode: number = EXIT.failed, cause?: unknown) {
    super(problem, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

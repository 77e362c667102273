/** How a command ends: 0 done, 1 the document or the service says no, 2 it could not be carried out. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command with a plain sentence about what is wrong, and one about the way out. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly exitCode: ExitCode;
  readonly wayOut: string | undefined;

  constructor(exitCode: ExitCode, message: string, wayOut?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
    this.wayOut = wayOut;
  }
}

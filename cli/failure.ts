/** How a command ends; {@link EXIT_CODES} tells what each means. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** What `--help` says about them. */
export const EXIT_CODES = `Exit codes:
  0    done
  1    the document, the service or the person asked says no, or a PC did
  2    it could not be carried out: wrong usage, not signed in, nobody answers
  3    asked for and not through yet: a PC has to come by, or a part has to be repeated
  130  stopped with Ctrl+C`;

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

/** The end of a command by Ctrl+C. */
export const stopped = (wayOut: string): CliFailure => new CliFailure(130, 'Stopped.', wayOut);

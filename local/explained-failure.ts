/** Something the user can do something about: `message` is one sentence without its full stop, `advice` what to do. */
export class ExplainedFailure extends Error {
  override readonly name = 'ExplainedFailure';
  readonly advice: string;

  constructor(message: string, advice: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.advice = advice;
  }
}

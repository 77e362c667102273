/** Ends the story: `message` is one sentence on what went wrong, `advice` what the reader can do. */
export class StoryFailure extends Error {
  override readonly name = 'StoryFailure';
  readonly advice: string;

  constructor(message: string, advice: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.advice = advice;
  }
}

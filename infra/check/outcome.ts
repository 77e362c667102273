/** What one check of one file came to; `lines` explain it to a person. */
export interface Outcome {
  readonly check: string;
  readonly file: string;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly lines: readonly string[];
}

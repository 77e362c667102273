/** Where a command reads and writes; tests hand in their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes the result, which may go into a file. */
  readonly print: (text: string) => void;
  /** Writes what is said beside the result: questions, reports, errors. */
  readonly note: (text: string) => void;
  /** Asks a person; `undefined` where there is none who could answer, as in a pipeline. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** Where a command reads and writes; tests hand in their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Decides where settings are kept. */
  readonly platform: NodeJS.Platform;
  /** Writes the result, which may go into a file. */
  readonly print: (text: string) => void;
  /** Writes what is said beside the result: questions, progress, reports, errors. */
  readonly note: (text: string) => void;
  /** Asks a person; `undefined` where there is none who could answer, as in a pipeline. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** Aborts with Ctrl+C. */
  readonly signal: AbortSignal;
  /** Waits so many milliseconds. Rejects when `signal` aborts. */
  readonly pause: (ms: number) => Promise<void>;
}

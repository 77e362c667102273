import type { ExitCode } from '../../cli/failure';
import { runMam } from '../../cli/run-mam';

/** How a run of the command line ended, and what it said. */
export interface MamRun {
  readonly exitCode: ExitCode;
  /** The result. */
  readonly out: string;
  /** What was said beside it. */
  readonly notes: string;
}

/** The surroundings of a run; without `answer` there is nobody to ask. */
export interface MamWorld {
  readonly env?: Readonly<Record<string, string>>;
  readonly answer?: (question: string) => Promise<string>;
}

/** Runs the command line in this process, with these words. */
export async function mam(words: readonly string[], { env = {}, answer }: MamWorld = {}): Promise<MamRun> {
  const out: string[] = [];
  const notes: string[] = [];
  const print = (text: string) => void out.push(text);
  const note = (text: string) => void notes.push(text);
  const exitCode = await runMam(words, { env, print, note, ask: answer });
  return { exitCode, out: out.join('\n'), notes: notes.join('\n') };
}

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
  readonly platform?: NodeJS.Platform;
  readonly answer?: (question: string) => Promise<string>;
  /** Sees what is said beside the result while it is said. */
  readonly onNote?: (text: string) => void;
  readonly signal?: AbortSignal;
  /** What happens while the command line waits. */
  readonly onPause?: () => Promise<unknown>;
}

/** Runs the command line in this process, with these words. Nothing is kept on this machine unless `env` names a place. */
export async function mam(words: readonly string[], world: MamWorld = {}): Promise<MamRun> {
  const { env = {}, platform = 'linux', answer, onNote, onPause, signal = new AbortController().signal } = world;
  const out: string[] = [];
  const notes: string[] = [];
  const print = (text: string) => void out.push(text);
  const note = (text: string) => {
    notes.push(text);
    onNote?.(text);
  };
  const pause = async () => {
    await onPause?.();
    signal.throwIfAborted();
  };
  const surroundings = { XDG_CONFIG_HOME: '/nowhere', ...env };
  const exitCode = await runMam(words, { env: surroundings, platform, print, note, ask: answer, signal, pause });
  return { exitCode, out: out.join('\n'), notes: notes.join('\n') };
}

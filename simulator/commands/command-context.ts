import { SimulatedPc } from '../simulated-pc';
import { type Printer, printerFor } from './output';
import { loadState, type SavedPc, saveState } from './state-file';
import { identityFrom, readToken, type TokenOptions } from './token';

/** Options that every command understands. */
export interface CommonOptions extends TokenOptions {
  readonly state: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Where a command reads and writes; tests hand in their own. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly print: (text: string) => void;
}

/** A PC as it lives in its file, and the token to use it with. */
export interface OpenedPc {
  readonly saved: SavedPc;
  readonly token: string;
}

/** One PC ready for one command. */
export interface PcAtHand {
  readonly pc: SimulatedPc;
  readonly printer: Printer;
  /** Writes the PC back, with what the command learned. */
  readonly keep: (news?: Partial<SavedPc>) => Promise<void>;
}

/** Loads the PC of `--state`, or a new one. @throws CommandError when token or state file cannot be used */
export async function openPc(options: CommonOptions, terminal: Terminal): Promise<OpenedPc> {
  return { token: await readToken(options, terminal.env), saved: await loadState(options.state) };
}

/** The PC at work, with the user and device of its enrollment, or of the token before there is one. @throws CommandError */
export function takePc({ saved, token }: OpenedPc, options: CommonOptions, terminal: Terminal): PcAtHand {
  const identity = saved.identity ?? identityFrom(token, saved.machine);
  const printer = printerFor(options, terminal);
  const pc = new SimulatedPc({ identity, tokens: async () => token, state: saved.pc, onExchange: printer.exchange });
  const keep = (news: Partial<SavedPc> = {}) => saveState(options.state, { ...saved, ...news, pc: pc.saveState() });
  return { pc, keep, printer };
}

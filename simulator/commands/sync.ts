import type { SyncReport } from '../session/report';
import type { SyncOptions } from '../simulated-pc';
import { type CommonOptions, openPc, type PcAtHand, type Terminal, takePc } from './command-context';
import { describeSync, syncDocument } from './output';

/** Options of `sync`. */
export interface SyncCommandOptions extends CommonOptions {
  readonly signedIn: NonNullable<SyncOptions['signedIn']>;
}

/** `sync`: runs one policy sync and tells what it did to the PC. */
export async function sync(options: SyncCommandOptions, terminal: Terminal): Promise<void> {
  const atHand = takePc(await openPc(options, terminal), options, terminal);
  await report(atHand, () => atHand.pc.sync({ signedIn: options.signedIn }));
}

/** `unenroll`: the user removes the work account. */
export async function unenroll(options: CommonOptions, terminal: Terminal): Promise<void> {
  const atHand = takePc(await openPc(options, terminal), options, terminal);
  await report(atHand, () => atHand.pc.unenroll());
}

// The PC is written back even when the sync fails in the middle: what was applied stays applied.
async function report({ keep, printer }: PcAtHand, run: () => Promise<SyncReport>): Promise<void> {
  const done = await run().finally(keep);
  printer.result(describeSync(done), syncDocument(done));
}

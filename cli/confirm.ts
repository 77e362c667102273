import { CliFailure, stopped } from './failure';
import type { Terminal } from './terminal';

/** Goes on only with a yes: from `--yes`, or from the person at the terminal. @throws CliFailure */
export async function confirm(question: string, isAgreed: boolean, { ask, signal }: Terminal): Promise<void> {
  if (isAgreed) return;
  if (ask === undefined) {
    throw new CliFailure(2, `${question} This needs a yes, and there is nobody to ask.`, 'Repeat it with --yes.');
  }
  const answer = await ask(`${question} [y/N] `);
  if (signal.aborted) throw stopped('Nothing was changed.');
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new CliFailure(1, 'Nothing was changed.');
}

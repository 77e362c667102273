import { CliFailure } from './failure';
import type { Terminal } from './terminal';

/** Goes on only with a yes: from `--yes`, or from the person at the terminal. @throws CliFailure */
export async function confirm(question: string, isAgreed: boolean, terminal: Terminal): Promise<void> {
  if (isAgreed) return;
  if (terminal.ask === undefined) {
    throw new CliFailure(2, 'This needs a yes, and there is nobody to ask.', 'Repeat it with --yes.');
  }
  const answer = await terminal.ask(`${question} [y/N] `);
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new CliFailure(1, 'Nothing was changed.');
}

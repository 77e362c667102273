import type { TermsPage } from '../terms/read-page';
import { addressOf } from './address';
import { type CommonOptions, openPc, type PcAtHand, type Terminal, takePc } from './command-context';
import { CommandError } from './command-error';

/** Which button to press; neither shows the page only. */
export interface TermsOptions extends CommonOptions {
  readonly accept?: boolean;
  readonly decline?: boolean;
}

/** `terms`: shows the terms of use, and answers them when told to. */
export async function terms(url: string, options: TermsOptions, terminal: Terminal): Promise<void> {
  const { accept = false, decline = false } = options;
  if (accept && decline) throw new CommandError('accept or decline, not both');
  const atHand = takePc(await openPc(options, terminal), options, terminal);
  const page = await atHand.pc.showTerms(addressOf(url, '/mam/terms'));
  if (accept || decline) await answer(page, accept ? 'accept' : 'decline', atHand);
  else show(page, atHand);
}

function show({ title, language, version, text }: TermsPage, { printer }: PcAtHand): void {
  printer.result([nameOf({ title, language, version }), text], { title, language, version, text });
}

async function answer(page: TermsPage, decision: 'accept' | 'decline', { pc, keep, printer }: PcAtHand): Promise<void> {
  const { title, language, version } = page;
  const answered = await pc.answerTerms(page, decision);
  await keep(answered.accepted ? { opaqueBlob: answered.opaqueBlob } : {});
  const outcome = answered.accepted ? 'accepted, the next enrollment brings the proof' : 'declined';
  printer.result([`${nameOf(page)}: ${outcome}`], { title, language, version, accepted: answered.accepted });
}

function nameOf({ title, language, version }: Pick<TermsPage, 'title' | 'language' | 'version'>): string {
  return `${title} (${[language, version].filter((part) => part !== undefined).join(', ')})`;
}

import type { SimulatedPc, TermsPage } from '../../simulator/index';
import { ExplainedFailure } from '../explained-failure';
import { intervalText } from '../print/measures';
import type { DemoPc } from './demo-pc';
import type { Step } from './step';

/** Terms page, acceptance and enrollment of a PC that has no work account here yet. */
export function enrollmentSteps({ pc, save }: DemoPc, origin: string): readonly Step[] {
  let page: TermsPage | undefined;
  let opaqueBlob: string | undefined;
  return [
    {
      title: 'Kim adds the work account: Windows opens the terms of use',
      run: async () => {
        page = await pc.showTerms(`${origin}/mam/terms`);
        return [`Kim reads “${page.title}” in ${languageName(page.language)} (${page.version ?? 'no version'}).`];
      },
    },
    {
      title: 'Kim accepts',
      run: async () => {
        opaqueBlob = await accept(pc, page);
        return ['Windows is sent back with a reference to the acceptance, good for this user and one hour.'];
      },
    },
    {
      title: 'The PC enrolls',
      run: async () => {
        const { account } = await pc.enroll(`${origin}/mam/enroll`, opaqueBlob);
        await save();
        return [`The PC has the account ${account.providerId} now and asks for policy ${scheduleOf(account.leaves)}.`];
      },
    },
  ];
}

async function accept(pc: SimulatedPc, page: TermsPage | undefined): Promise<string> {
  if (page === undefined) throw new TypeError('the page must be open before it is accepted');
  const answer = await pc.answerTerms(page, 'accept');
  if (answer.accepted) return answer.opaqueBlob;
  throw new ExplainedFailure(
    'The terms page took the acceptance for a refusal',
    'Start again with --verbose to see why.',
  );
}

function languageName(tag: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
}

function scheduleOf(leaves: readonly (readonly [path: string, value: string, ...rest: unknown[]])[]): string {
  const minutes = Number(leaves.find(([path]) => path.endsWith('/IntervalForRemainingScheduledRetries'))?.[1] ?? 1440);
  return `every ${intervalText(minutes)}`;
}

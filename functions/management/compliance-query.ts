import { z } from 'zod';
import { mayHaveAged, summaryAt } from '../../shared/compliance/summary';
import { COMPLIANCE_STATES, type ComplianceState } from '../../shared/compliance/verdict';
import { type DeviceFilter, seenAt } from './device-query';
import { pageQuery } from './page-query';

/** The query of the list of verdicts: all of them, those in a state, or those that are not in it. */
export const complianceQuery = z.strictObject({
  ...pageQuery,
  state: z
    .enum(COMPLIANCE_STATES)
    .optional()
    .describe(`Only devices in this state: ${COMPLIANCE_STATES.join(', ')}.`),
  not: z.enum(COMPLIANCE_STATES).optional().describe('Only devices in any other state, e.g. `compliant`.'),
});

/** What is wanted of the list. */
export type ComplianceFilter = Pick<z.infer<typeof complianceQuery>, 'state' | 'not'>;

/** True for a state that is wanted. */
export function isWanted({ state, not }: ComplianceFilter, verdict: ComplianceState): boolean {
  return (state === undefined || verdict === state) && (not === undefined || verdict !== not);
}

/**
 * Enrolled devices whose row says that they are wanted, or whose row cannot tell: it knows by the week when they were
 * here.
 */
export function complianceFilter(filter: ComplianceFilter, now: Date): DeviceFilter {
  return (entry) => {
    if (entry.status !== 'enrolled' || entry.compliance === undefined) return false;
    return (
      isWanted(filter, summaryAt(entry.compliance, now).state) || mayHaveAged(entry.compliance, seenAt(entry), now)
    );
  };
}

import type { NotCarried } from './not-carried';
import { readList } from './read-graph-apps';
import { readNetwork, readRanges } from './read-graph-lists';
import { readGraphPolicy } from './read-graph-policy';
import { lostPinRules, readSignIn } from './read-graph-sign-in';
import { defined, positive, text } from './read-graph-values';
import { lostWip, readWip } from './read-graph-wip';

/** A document as it came out of an import: still to be checked, with a report of what could not be carried over. */
export interface ImportedPolicy {
  readonly document: Readonly<Record<string, unknown>>;
  readonly notCarried: readonly NotCarried[];
}

/**
 * Graph's `windowsInformationProtectionPolicy`, alone or as the only entry of a list, as a policy document: the mirrored
 * enumerations and negated booleans are translated, lists of consoles taken apart. What cannot be read is reported.
 * @throws ServiceError `policy.import` when the value is no such policy, a list of none or several, or unreadable
 */
export function importGraphPolicy(input: unknown): ImportedPolicy {
  const { policy, notCarried } = readGraphPolicy(input);
  const fenced = readList('protected', policy);
  const exempt = readList('exempt', policy);
  const ranges = readRanges(policy.enterpriseIPRanges);
  const document = {
    schemaVersion: 1,
    name: text(policy.displayName) ?? 'Imported policy',
    ...defined({
      wip: readWip(policy),
      apps: defined({ protected: fenced.entries, exempt: exempt.entries }),
      network: readNetwork(policy, ranges.entries),
      signIn: readSignIn(policy),
      sync: defined({
        unenrollAfterDaysWithoutContact: positive(policy.daysWithoutContactBeforeUnenroll),
        mdmDiscoveryUrl: text(policy.mdmEnrollmentUrl),
      }),
    }),
  };
  const lost = [...lostWip(policy), ...lostPinRules(policy)];
  return {
    document,
    notCarried: [...notCarried, ...lost, ...fenced.notCarried, ...exempt.notCarried, ...ranges.notCarried],
  };
}

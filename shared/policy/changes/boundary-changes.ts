import type { PolicyDocument } from '../document';
import { canonicalDomain } from '../values/domain';
import { type ChangeRule, warn } from './change-rule';

type Network = NonNullable<PolicyDocument['network']>;

/** A list that makes the boundary: its entries as they are compared. */
interface Places {
  readonly member: keyof Network & ('cloudResources' | 'domains' | 'ipRanges');
  readonly of: (network: Network) => readonly string[];
  readonly suggestion: string;
}

const canonical = (domain: string) => canonicalDomain(domain) ?? domain.toLowerCase();

const BOUNDARY: readonly Places[] = [
  {
    member: 'cloudResources',
    of: ({ cloudResources }) => (cloudResources ?? []).map(({ host }) => host.toLowerCase()),
    suggestion: 'keep the host as long as work data is there',
  },
  {
    member: 'domains',
    of: ({ domains }) => (domains ?? []).map(canonical),
    suggestion: 'keep the domain as long as work data is there',
  },
  {
    member: 'ipRanges',
    of: ({ ipRanges }) => (ipRanges ?? []).map(({ from, to }) => `${from}-${to}`.toLowerCase()),
    suggestion: 'keep the range as long as work data is there',
  },
];

/** CHANGE-6: what comes from a place is not taken for work any more. */
export const boundaryChanges: readonly ChangeRule[] = BOUNDARY.map(({ member, of, suggestion }) => (before, after) => {
  const kept = new Set(of(after.network ?? {}));
  const gone = of(before.network ?? {}).filter((place) => !kept.has(place));
  return gone.map((place) =>
    warn(after, `network.${member}`, {
      rule: 'CHANGE-6',
      message: `what comes from ${place} is not protected any more`,
      allowed: 'the boundary of the revision before',
      suggestion,
    }),
  );
});

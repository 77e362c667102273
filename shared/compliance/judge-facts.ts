import type { Fact, FactName, Standing } from './fact';
import type { ReasonCode } from './reason-code';
import type { Finding } from './verdict';

/** Why a reading that is not good speaks against a PC. */
interface FactReasons {
  readonly bad: ReasonCode;
  readonly snoozed: ReasonCode;
  readonly unknown: ReasonCode;
  /** Single values that have a reason of their own. */
  readonly said?: ReadonlyMap<string, ReasonCode>;
}

const REASONS: Readonly<Record<FactName, FactReasons>> = {
  secureBoot: {
    bad: 'secureBoot.off',
    snoozed: 'secureBoot.off',
    unknown: 'secureBoot.unknown',
    said: new Map([['0', 'secureBoot.unsupported']]),
  },
  encryption: { bad: 'encryption.off', snoozed: 'encryption.off', unknown: 'encryption.unknown' },
  tpm: { bad: 'tpm.missing', snoozed: 'tpm.missing', unknown: 'tpm.unknown' },
  antivirus: { bad: 'antivirus.off', snoozed: 'antivirus.snoozed', unknown: 'antivirus.unknown' },
  antivirusSignatures: {
    bad: 'antivirusSignatures.outdated',
    snoozed: 'antivirusSignatures.outdated',
    unknown: 'antivirusSignatures.unknown',
  },
  firewall: { bad: 'firewall.off', snoozed: 'firewall.snoozed', unknown: 'firewall.unknown' },
  protection: { bad: 'protection.off', snoozed: 'protection.off', unknown: 'protection.unknown' },
};

type Against = Exclude<Standing, 'good' | 'notApplicable'>;

/** What speaks against a PC among the facts that are demanded; a fact that it has not told yet is pending. */
export function factFindings(
  demanded: readonly FactName[],
  facts: readonly Fact[],
  withoutWipSince: string | undefined,
): readonly Finding[] {
  return demanded.flatMap((name) => {
    if (name === 'protection' && withoutWipSince !== undefined) {
      return [{ code: 'protection.missing', kind: 'bad', since: withoutWipSince } as const];
    }
    const fact = facts.find((known) => known.name === name);
    return fact === undefined ? [] : findingOf(fact);
  });
}

function findingOf({ name, standing, said, since }: Fact): readonly Finding[] {
  if (standing === 'good' || standing === 'notApplicable') return [];
  if (standing === 'pending') return [{ code: 'facts.pending', kind: 'pending', since, about: [name] }];
  return [{ code: reasonFor(name, standing, said), kind: standing === 'unknown' ? 'unknown' : 'bad', since }];
}

function reasonFor(name: FactName, standing: Against, said: string | undefined): ReasonCode {
  const { said: special, ...reasons } = REASONS[name];
  return (said === undefined ? undefined : special?.get(said)) ?? reasons[standing];
}

import { after } from '../compliance/after';
import { judgeDevice } from '../compliance/judge-device';
import type { ComplianceRecord } from '../compliance/verdict';
import type { CompiledPolicy } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import type { DeviceSnapshot } from './exchange';
import { factsEveryDays } from './inquiries/facts';
import { isFailed } from './is-failed';

const DAY_MS = 24 * 60 * 60_000;

/** What a device has settled on, as far as its compliance goes. */
export interface Settled {
  readonly policy: CompiledPolicy;
  readonly states: SettingStates;
  readonly withoutWipSince: string | undefined;
  readonly now: Date;
}

/** How a device stands against the demands of its policy; `undefined` where the policy has none. */
export function deviceCompliance(device: DeviceSnapshot, settled: Settled): ComplianceRecord | undefined {
  const { compliance } = settled.policy.asks;
  if (compliance === undefined) return undefined;
  const { enrollment, state, session } = device;
  const facts = state?.inquiries?.facts?.facts ?? [];
  const evidence = {
    facts,
    attestation: state?.inquiries?.attestation,
    osVersion: enrollment.device.osVersion,
    refusedAt: [...settled.states.values()].filter(isFailed).map(({ at }) => at),
    withoutWipSince: settled.withoutWipSince,
    factsUntil: believedUntil(
      facts.map(({ at }) => at),
      factsEveryDays(compliance),
    ),
    lastSyncAt: session?.at ?? enrollment.enrolledAt,
    now: settled.now,
  };
  return judgeDevice(compliance, evidence, state?.compliance);
}

// A device that was asked in vain for a whole period does not want to tell.
function believedUntil(times: readonly string[], days: number): string | undefined {
  const oldest = times.reduce<string | undefined>(
    (first, at) => (first === undefined || at < first ? at : first),
    undefined,
  );
  return oldest === undefined ? undefined : after(oldest, 2 * days * DAY_MS);
}

import type { AttestationState } from './attestation/attestation-state';
import type { Fact } from './fact';

/** Everything that a verdict is made from. Times are ISO 8601. */
export interface DeviceEvidence {
  readonly facts: readonly Fact[];
  readonly attestation: AttestationState | undefined;
  /** Windows build as enrolled. */
  readonly osVersion: string | undefined;
  /** When the device refused settings, one time each. */
  readonly refusedAt: readonly string[];
  /** Since when the device answers that it has no WIP. */
  readonly withoutWipSince: string | undefined;
  /** How far facts are believed that the device does not tell again. */
  readonly factsUntil: string | undefined;
  /** When the device was last here. */
  readonly lastSyncAt: string;
  readonly now: Date;
}

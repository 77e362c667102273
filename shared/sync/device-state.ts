import type { ComplianceRecord } from '../compliance/verdict';
import type { EnrollmentId } from '../ids';
import type { Inquiries } from './inquiries';

/** What is known of one setting on one device. */
export interface SettingState {
  readonly key: string;
  /**
   * Hash that the device acknowledged; `absent` when it confirmed that there is nothing; `unknown` when something of it
   * may be there, in whatever form; empty when nothing of it ever got there.
   */
  readonly acknowledged: string;
  /** Hash that was last tried; equal to `acknowledged` when all is well. */
  readonly tried: string;
  /** Last SyncML status of the device for it; 0 when it was sent and no status came. */
  readonly code: number;
  /** `msft:originalerror` of that status. */
  readonly originalError?: string;
  /** When the status came, ISO 8601. */
  readonly at: string;
  /** Not before this time is the same hash tried again; absent: at the next opportunity. */
  readonly retryAt?: string;
  /** Verb to use next, when the device's answer asked for another one (404 on Replace: Add; 418 on Add: Replace). */
  readonly nextVerb?: 'Add' | 'Replace';
  /** The policy does not want it any more, but the device cannot delete it. */
  readonly leftInPlace?: boolean;
  /** The device could not say what is in force (516): it is read before anything is sent. */
  readonly doubted?: boolean;
  /** Rule of the catalogue that kept this service from sending it. */
  readonly blockedBy?: string;
}

/** Hash of a setting that must not be, or is known not to be, on the device. */
export const ABSENT = 'absent';

/** Hash of a setting of which something may be on the device, in a form that nobody knows. */
export const UNKNOWN = 'unknown';

/** Where the groups of the user led when they were last read. */
export interface GroupAssignment {
  /** Name of the policy; absent when none of the user's groups is assigned one, so that the tenant's default counts. */
  readonly policy?: string;
  /** When the groups were read, ISO 8601. */
  readonly at: string;
  /** Hash of the tenant's assignments that were asked about. */
  readonly basis: string;
}

/** Desired-state bookkeeping of a device; row `live_state`. */
export interface DeviceState {
  readonly generation: EnrollmentId;
  /** Hash over all that the plan depends on. While it stands and nothing is due, there is nothing to do and no policy is loaded. */
  readonly planKey: string;
  /** When a sync must plan although `planKey` stands (a retry that is due), ISO 8601. */
  readonly dueAt?: string;
  readonly policy?: { readonly name: string; readonly revision: number };
  readonly settings: readonly SettingState[];
  /** When what is in force is read back from the device, ISO 8601. */
  readonly driftCheckAt?: string;
  /** What is asked of the device beside its policy, and when it is asked again. */
  readonly inquiries?: Inquiries;
  /** How the device stood against the demands of its policy when it last settled; absent where there are none. */
  readonly compliance?: ComplianceRecord;
  /** The offer to change to MDM that an administrator made to this device; part of what is wanted. */
  readonly handoff?: { readonly discoveryUrl: string };
  /** Absent while the groups of the user were never read; of no meaning in a tenant without assignments. */
  readonly assignment?: GroupAssignment;
  /** Primary domain that was last sent to this device, canonical: the identity of its work files (rule WIP-4). */
  readonly identity?: string;
  /** Since when the device answers that it has no WIP any more, ISO 8601. */
  readonly withoutWipSince?: string;
  /** When all that could be applied was applied, ISO 8601. */
  readonly settledAt?: string;
}

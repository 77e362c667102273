import type { ActionRequest } from '../../actions/action';
import type { ComplianceSummary } from '../../compliance/summary';
import type { DeviceId, EnrollmentId, TenantId, UserId } from '../../ids';
import type { WipState } from '../../sync/summarize';
import type { DeviceKey, Stored } from './stored';

/** A device in lists: small, written on change only. */
export interface RosterEntry {
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
  readonly userId: UserId;
  readonly generation: EnrollmentId;
  readonly status: 'enrolled' | 'unenrolled';
  readonly deviceName?: string;
  readonly userName?: string;
  readonly osVersion?: string;
  readonly enrolledAt: string;
  /** Policy that the device has settled on, and how many of its settings the device refused. */
  readonly policy?: { readonly name: string; readonly revision: number };
  readonly failedSettings?: number;
  readonly wip?: WipState;
  /** Types of the actions that are not over. A note that was lost is made good when the row is written next. */
  readonly openActions?: readonly ActionRequest['type'][];
  /** The verdict when the row was written; `inGrace` ends at `until`, when no sync may happen (ISO 8601). */
  readonly compliance?: ComplianceSummary;
  /** When it was heard of first in the last week (from Monday, UTC) in which it was heard of at all. */
  readonly seenAt?: string;
  /** Since when nothing was heard of it, noted once the tenant's days of silence were over. */
  readonly lostSince?: string;
  readonly changedAt: string;
}

/** One row a device, for lists and filters. */
export interface RosterStore {
  put(entry: RosterEntry): Promise<void>;
  /**
   * Changes the row of this generation as it stands; does nothing when there is none, or when somebody else wrote it at the
   * same moment: what is noted here is told again whenever the row is written anew.
   */
  note(
    device: DeviceKey,
    generation: EnrollmentId,
    change: Pick<RosterEntry, 'openActions' | 'lostSince' | 'compliance'>,
  ): Promise<void>;
  /** The same for a row as it was read before; false when somebody else wrote it since, and nothing was changed. */
  noteOn(before: Stored<RosterEntry>, change: Pick<RosterEntry, 'compliance'>): Promise<boolean>;
  load(tenantId: TenantId, deviceId: DeviceId): Promise<RosterEntry | undefined>;
  loadStored(device: DeviceKey): Promise<Stored<RosterEntry> | undefined>;
  /**
   * Devices in the order of their ids: a page of those that match, after at most 20,000 rows of others.
   * @throws ServiceError `invalid` / `page.continuation-invalid`
   */
  list(
    tenantId: TenantId,
    page: { size: number; continuation?: string },
    matches?: (entry: RosterEntry) => boolean,
  ): Promise<{ entries: RosterEntry[]; continuation?: string }>;
}

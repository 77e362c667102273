import type { CorrelationId, DeviceId, EnrollmentId, TenantId, UserId } from '../../ids';

/** Who did what, or tried to. Carries ids, never names, tokens or policy values. */
export interface AuditEntry {
  /** Unique; the caller makes it, so that `intended` and the outcome are one row. */
  readonly id: string;
  readonly tenantId: TenantId;
  readonly at: string;
  /** E.g. `enrollment`, `policy.save`, `tenant.create`. */
  readonly action: string;
  readonly outcome: 'intended' | 'done' | 'refused' | 'failed';
  /** Code of the refusal or failure, as the caller saw it, e.g. `DeviceCapReached`. */
  readonly code?: string;
  /** Object id of the user or application that acted. */
  readonly actor?: string;
  readonly deviceId?: DeviceId;
  readonly correlationId: CorrelationId;
  /** Further ids and numbers. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** Proof that the work data of a device was withdrawn; kept for ever. Carries no name. */
export interface WipeProof {
  /** Id of the action. */
  readonly action: string;
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
  readonly userId: UserId;
  readonly generation: EnrollmentId;
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** When the device acknowledged that it revokes on unenrollment, and when it reported the unenrollment. */
  readonly revokedAt: string;
  readonly confirmedAt: string;
}

/** The audit trail: one partition a tenant and month, newest first; and the proofs, one partition a tenant. */
export interface AuditStore {
  /** Writes the row, or replaces the one with the same id and time (`intended` becomes the outcome). */
  put(entry: AuditEntry): Promise<void>;
  /** A month (yyyymm) of a tenant, newest first; without a continuation from the time `to` on. */
  list(
    tenantId: TenantId,
    month: string,
    page: { size: number; continuation?: string; to?: Date },
  ): Promise<{ entries: AuditEntry[]; continuation?: string }>;
  /** Changes of a time span (ISO 8601) whose outcome was never written: whoever made them died in between. */
  listIntended(tenantId: TenantId, span: { from: Date; to: Date }): Promise<AuditEntry[]>;
  /** Deletes a month (yyyymm) of a tenant, some hundred rows at a time; true when none is left. */
  clearMonth(tenantId: TenantId, month: string): Promise<boolean>;
  /** Writes the proof of an action; one that is there already is replaced. */
  putProof(proof: WipeProof): Promise<void>;
  /** The proofs of a tenant, those of the newest requests first. */
  listProofs(
    tenantId: TenantId,
    page: { size: number; continuation?: string },
  ): Promise<{ proofs: WipeProof[]; continuation?: string }>;
}

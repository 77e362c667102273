import type { DeviceId, TenantId, UserId } from '../ids';
import type { Acceptance } from './acceptance';

/** Who shows the OpaqueBlob at enrollment, and when. */
export interface BlobUse {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly now: Date;
}

/** Why an OpaqueBlob does not count. */
export type BlobRefusal = 'unknown' | 'undecided' | 'declined' | 'expired' | 'other-device';

/** Whether the OpaqueBlob counts; `after` is to be stored (under the old ETag) unless it is the very same object. */
export type BlobVerdict =
  | { readonly ok: true; readonly after: Acceptance }
  | { readonly ok: false; readonly reason: BlobRefusal };

const LIFETIME_MS = 60 * 60 * 1_000;

/**
 * Uses an acceptance for an enrollment. The first device binds it, and may use it again until one hour after the
 * decision, because the reply to its enrollment may have been lost; no other device ever can (protocol.md 9 row 9).
 * `acceptance` is the row that the user's own partition holds under that id, if any.
 */
export function useBlob(acceptance: Acceptance | undefined, use: BlobUse): BlobVerdict {
  const reason = refusal(acceptance, use);
  if (reason !== undefined || acceptance === undefined) return { ok: false, reason: reason ?? 'unknown' };
  return { ok: true, after: acceptance.boundTo === undefined ? { ...acceptance, boundTo: use.deviceId } : acceptance };
}

function refusal(acceptance: Acceptance | undefined, use: BlobUse): BlobRefusal | undefined {
  if (acceptance?.tenantId !== use.tenantId || acceptance.userId !== use.userId) return 'unknown';
  if (acceptance.decision === undefined || acceptance.decidedAt === undefined) return 'undecided';
  if (acceptance.decision === 'declined') return 'declined';
  if (acceptance.boundTo !== undefined && acceptance.boundTo !== use.deviceId) return 'other-device';
  // Written so that a time that cannot be read counts as expired.
  const alive = use.now.getTime() - Date.parse(acceptance.decidedAt) < LIFETIME_MS;
  return alive ? undefined : 'expired';
}

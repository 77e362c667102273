import { outcomeOf, shownCode } from '../../shared/enrollment/enrollment-fault';
import type { EnrollmentMessage } from '../../shared/enrollment/read-message';
import { type ServiceError, toServiceError } from '../../shared/errors';
import type { DevicePrincipal } from '../../shared/identity/principal';
import { parseTenantId, type TenantId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import type { AuditEntry } from '../../shared/storage/stores/audit';
import type { Call } from '../http';

/** One attempt to enroll, as far as it has come: its fault and its audit row are made of what is known by then. */
export interface Attempt {
  readonly id: string;
  readonly startedAt: Date;
  message?: EnrollmentMessage;
  principal?: DevicePrincipal;
  /** Ids of the generations involved, once the enrollment was decided. */
  facts?: NonNullable<AuditEntry['facts']>;
}

const attempts = new WeakMap<Call, Attempt>();

/** The attempt that a call is: the same one for the handler and for the refusal of what the handler threw. */
export function attemptOf(call: Call): Attempt {
  const known = attempts.get(call);
  if (known !== undefined) return known;
  const attempt = { id: newGuid(), startedAt: call.service().clock() };
  attempts.set(call, attempt);
  return attempt;
}

/** Writes the audit row of an attempt whose token was verified; the outcome replaces `intended`. */
export async function auditAttempt(
  call: Call,
  principal: DevicePrincipal,
  outcome: 'intended' | 'done',
): Promise<void> {
  await call.service().store.audit.put(entryOf(call, principal.tenantId, outcome));
}

/**
 * Writes the audit row of a refused attempt, with the code that its user saw. Only where a verified signature vouches
 * for the tenant: without it anybody could fill any tenant's trail, and the log line has to do. The same goes for a
 * tenant that is not onboarded, of which Entra signs tokens as well: nobody would read its trail. Never throws, because the fault must go out whatever
 * storage does.
 */
export async function auditRefusal(call: Call, error: ServiceError): Promise<void> {
  const tenantId = attemptOf(call).principal?.tenantId ?? parseTenantId(error.tenantId);
  if (tenantId === undefined) return;
  try {
    if ((await call.service().admission.find(tenantId, 'cached')) === undefined) return;
    const entry = entryOf(call, tenantId, outcomeOf(error));
    await call.service().store.audit.put({ ...entry, code: shownCode(error) });
  } catch (thrown) {
    call.log.error('audit.lost', { code: toServiceError(thrown).code, tenantId });
  }
}

function entryOf(call: Call, tenantId: TenantId, outcome: AuditEntry['outcome']): AuditEntry {
  const { id, startedAt, principal, facts } = attemptOf(call);
  return {
    id,
    tenantId,
    at: startedAt.toISOString(),
    action: 'enrollment',
    outcome,
    correlationId: call.correlationId,
    ...(principal !== undefined && { actor: principal.userId }),
    ...(principal?.deviceId !== undefined && { deviceId: principal.deviceId }),
    // A refused attempt opened no generation, so it names none.
    ...(facts !== undefined && outcome !== 'refused' && { facts }),
  };
}

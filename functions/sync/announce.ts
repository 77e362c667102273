import type { Enrollment } from '../../shared/enrollment/enrollment';
import { toServiceError } from '../../shared/errors';
import { newGuid } from '../../shared/random';
import type { AuditEntry, RosterEntry } from '../../shared/storage/store';
import type { DeviceSnapshot, SyncChange } from '../../shared/sync/exchange';
import { summarize } from '../../shared/sync/summarize';
import type { Call } from '../http';
import type { SyncPrincipal } from './authenticate-device';
import { keepProof } from './keep-proof';

/**
 * Tells lists, the user's quota, the proofs and the audit trail what a sync is about to change. Before the device's own
 * write, so that dying in between leaves nothing behind: the client repeats the message and all of this is done again.
 */
export async function announce(call: Call, device: DeviceSnapshot, change: SyncChange): Promise<void> {
  await keepProof(call, device, change);
  if (change.enrollment !== undefined) await announceEnd(call, change.enrollment);
  else if (isSettledAnew(device, change))
    await call.service().store.roster.put(rosterEntry(call, device.enrollment, change));
}

/** Writes a refused message of a genuine user into the audit trail. */
export async function auditRefusal(call: Call, principal: SyncPrincipal, thrown: unknown): Promise<void> {
  const { tenantId, userId, deviceId } = principal;
  const facts = { action: 'sync', outcome: 'refused', code: toServiceError(thrown).code } as const;
  await call.service().store.audit.put({ ...auditBasis(call), ...facts, tenantId, actor: userId, deviceId });
}

async function announceEnd(call: Call, enrollment: Enrollment): Promise<void> {
  const { store } = call.service();
  const { tenantId, userId, deviceId } = enrollment;
  const facts = { action: 'device.unenrolled', outcome: 'done' } as const;
  await store.roster.put(rosterEntry(call, enrollment));
  await store.people.releaseDevice(enrollment);
  await store.audit.put({ ...auditBasis(call), ...facts, tenantId, actor: userId, deviceId });
}

function isSettledAnew(device: DeviceSnapshot, { state, session }: SyncChange): boolean {
  if (state === undefined || session.open) return false;
  return JSON.stringify(summarize(state)) !== JSON.stringify(summarize(device.state));
}

function rosterEntry(call: Call, enrollment: Enrollment, change?: SyncChange): RosterEntry {
  const { tenantId, deviceId, userId, generation, device, userName, enrolledAt, ended } = enrollment;
  return {
    tenantId,
    deviceId,
    userId,
    generation,
    enrolledAt,
    status: ended === undefined ? 'enrolled' : 'unenrolled',
    changedAt: call.service().clock().toISOString(),
    ...(device.name === undefined ? {} : { deviceName: device.name }),
    ...(device.osVersion === undefined ? {} : { osVersion: device.osVersion }),
    ...(userName === undefined ? {} : { userName }),
    ...(change === undefined ? {} : summarize(change.state)),
  };
}

function auditBasis(call: Call): Pick<AuditEntry, 'id' | 'at' | 'correlationId'> {
  return { id: newGuid(), at: call.service().clock().toISOString(), correlationId: call.correlationId };
}

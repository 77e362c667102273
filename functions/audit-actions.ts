import type { Action } from '../shared/actions/action';
import { toServiceError } from '../shared/errors';
import type { DeviceId, TenantId, UserId } from '../shared/ids';
import { newGuid } from '../shared/random';
import type { AuditEntry } from '../shared/storage/stores/audit';
import type { Work } from './http';

/** The device whose actions go on, and its user where it was the device that made them go on. */
export interface ActedOn {
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
  readonly userId?: UserId;
}

/**
 * Gives actions their next status, with one audit row each: `intended` before the write, its outcome after it, so that
 * the trail neither misses a step nor claims one that lost against another.
 * @param write Writes the actions, which have their next status already.
 */
export async function auditActions(
  call: Work,
  { device, actions }: { readonly device: ActedOn; readonly actions: readonly Action[] },
  write: () => Promise<void>,
): Promise<void> {
  const entries = actions.map((action) => entryOf(call, device, action));
  await putAll(call, entries);
  try {
    await write();
  } catch (thrown) {
    const { code } = toServiceError(thrown);
    await putAll(
      call,
      entries.map((entry) => ({ ...entry, outcome: 'failed', code })),
    );
    throw thrown;
  }
  await putAll(
    call,
    entries.map((entry) => ({ ...entry, outcome: 'done' })),
  );
}

async function putAll(call: Work, entries: readonly AuditEntry[]): Promise<void> {
  await Promise.all(entries.map((entry) => call.service().store.audit.put(entry)));
}

function entryOf(call: Work, { tenantId, deviceId, userId }: ActedOn, { id, request, status }: Action): AuditEntry {
  return {
    id: newGuid(),
    tenantId,
    deviceId,
    at: call.service().clock().toISOString(),
    action: `action.${status}`,
    outcome: 'intended',
    correlationId: call.correlationId,
    facts: { action: id, type: request.type },
    ...(userId === undefined ? {} : { actor: userId }),
  };
}

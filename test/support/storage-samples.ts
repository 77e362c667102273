import { randomUUID } from 'node:crypto';
import type { Action } from '../../shared/actions/action';
import type { Enrollment } from '../../shared/enrollment/enrollment';
import { type DeviceId, parseDeviceId, parseTenantId, parseUserId, type TenantId, type UserId } from '../../shared/ids';
import { newAcceptanceId, newEnrollmentId } from '../../shared/random';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import type { DeviceState } from '../../shared/sync/device-state';
import type { Session } from '../../shared/sync/session';
import type { Acceptance } from '../../shared/terms/acceptance';

/** Ids that no other test has. */
export function newOwner(): { tenantId: TenantId; userId: UserId; deviceId: DeviceId } {
  const tenantId = parseTenantId(randomUUID());
  const userId = parseUserId(randomUUID());
  const deviceId = parseDeviceId(randomUUID());
  if (tenantId === undefined || userId === undefined || deviceId === undefined) throw new Error('a UUID is an id');
  return { tenantId, userId, deviceId };
}

/** A device of which there is nothing yet. */
export const NOTHING: LiveDevice = { actions: [] };

/** An enrollment with every optional member. */
export function sampleEnrollment(owner = newOwner()): Enrollment {
  return {
    ...owner,
    generation: newEnrollmentId(),
    userName: 'alice@contoso.example',
    omaDeviceId: 'A1B2C3D4E5F60718293A4B5C6D7E8F90',
    providerId: 'WindowsMam',
    groupings: { protected: 'MamProtected1', exempt: 'MamExempt1' },
    device: {
      name: 'ALICE-PC',
      type: 'CIMClient_Windows',
      osVersion: '10.0.19045.2364',
      osEdition: 48,
      applicationVersion: '10.0.19041.2364',
      locale: 'de-AT',
    },
    pollMinutes: 1443,
    enrolledAt: '2026-11-24T08:00:00.000Z',
  };
}

/** A settled state of one setting. */
export function sampleState(generation = newEnrollmentId()): DeviceState {
  return {
    generation,
    planKey: 'plan-1',
    policy: { name: 'personal-pcs', revision: 3 },
    settings: [
      {
        key: './Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel',
        acknowledged: 'hash-a',
        tried: 'hash-a',
        code: 200,
        at: '2026-11-24T08:01:00.000Z',
      },
    ],
    settledAt: '2026-11-24T08:02:00.000Z',
  };
}

/** A session that ended with nothing to do. */
export function sampleSession(generation = newEnrollmentId()): Session {
  return {
    generation,
    sessionId: '1',
    msgId: 1,
    bodyHash: 'hash-of-body',
    epoch: 7,
    sent: 0,
    compilerVersion: '1',
    tenantVersion: 4,
    decision: { kind: 'end', commands: [] },
    awaiting: [],
    workUserPresent: true,
    open: false,
    at: '2026-11-24T08:03:00.000Z',
  };
}

/** A wipe that waits for the device. */
export function sampleAction(generation = newEnrollmentId()): Action {
  return {
    id: randomUUID(),
    generation,
    request: { type: 'wipe' },
    status: 'pending',
    requestedBy: newOwner().userId,
    requestedAt: '2026-11-24T09:00:00.000Z',
    changedAt: '2026-11-24T09:00:00.000Z',
  };
}

/** Terms that were shown and not yet decided upon. */
export function sampleAcceptance(owner = newOwner()): Acceptance {
  return {
    id: newAcceptanceId(),
    tenantId: owner.tenantId,
    userId: owner.userId,
    version: '2026-11',
    locale: 'de-AT',
    redirectUri: 'ms-appx-web://Microsoft.AAD.BrokerPlugin',
    shownAt: '2026-11-24T08:00:00.000Z',
  };
}

import type { Action } from '../../shared/actions/action';
import type { Silence } from '../../shared/actions/lost-contact';
import { overtaken } from '../../shared/actions/overtaken';
import type { Enrollment } from '../../shared/enrollment/enrollment';
import { ServiceError } from '../../shared/errors';
import type { DeviceId } from '../../shared/ids';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import type { DeviceKey, Stored } from '../../shared/storage/stores/stored';
import type { DeviceState } from '../../shared/sync/device-state';
import type { Session } from '../../shared/sync/session';
import type { Tenant } from '../../shared/tenant/tenant';
import { auditActions } from '../audit-actions';
import type { Work } from '../http';
import { retryLostRaces } from '../retry-lost-races';
import { noteActions } from './note-actions';

/** A device as it stands: rows of an older generation are left out, and actions that events have overtaken are over. */
export interface MetDevice {
  readonly key: DeviceKey;
  readonly enrollment: Enrollment;
  readonly state: DeviceState | undefined;
  readonly session: Session | undefined;
  /** Open actions, oldest first. */
  readonly actions: readonly Stored<Action>[];
  readonly silence: Silence;
}

/**
 * Loads a device of the tenant, and ends what events have overtaken: whoever looks at a device finds the truth.
 * @throws ServiceError `not-found` / `device.unknown`
 */
export function meetDevice(call: Work, tenant: Tenant, deviceId: DeviceId): Promise<MetDevice> {
  return retryLostRaces(async () => {
    const live = await call.service().store.devices.loadLive(tenant.id, deviceId);
    const met = deviceFrom(live, { tenantId: tenant.id, deviceId }, tenant.settings.lostContactDays);
    const now = call.service().clock();
    const ends = met.actions.map((stored) => ({ stored, end: overtaken(stored.value, { ...met, now }) }));
    for (const { stored, end } of ends) if (end !== undefined) await endAction(call, met.key, { stored, end });
    const actions = ends.flatMap(({ stored, end }) => (end === undefined ? [stored] : []));
    if (actions.length < met.actions.length) {
      await noteActions(
        call,
        met,
        actions.map(({ value }) => value),
      );
    }
    return { ...met, actions };
  });
}

function deviceFrom(live: LiveDevice, key: DeviceKey, days: number): MetDevice {
  const { enrollment: stored, actions } = live;
  if (stored === undefined) throw new ServiceError('not-found', 'device.unknown', 'This device never enrolled.');
  const enrollment = stored.value;
  const own = <T extends { generation: string }>(row: Stored<T> | undefined) =>
    row?.value.generation === enrollment.generation ? row.value : undefined;
  const session = own(live.session);
  const silence = { lastContact: session?.at ?? enrollment.enrolledAt, days };
  return { key, enrollment, state: own(live.state), session, actions, silence };
}

async function endAction(
  call: Work,
  key: DeviceKey,
  { stored, end }: { readonly stored: Stored<Action>; readonly end: Action },
): Promise<void> {
  const { devices } = call.service().store;
  await auditActions(call, { device: key, actions: [end] }, () => devices.replaceAction(key, stored, end));
}

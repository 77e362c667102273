import type { AuditStore } from './stores/audit';
import type { DeviceStore } from './stores/devices';
import type { DueStore } from './stores/due';
import type { PeopleStore } from './stores/people';
import type { PersonStore } from './stores/persons';
import type { RosterStore } from './stores/roster';
import type { TenantStore } from './stores/tenants';
import type { WipLogStore } from './stores/wip-logs';
import type { WriteBackStore } from './stores/write-backs';

/** All that the service keeps. Throttled or unreachable storage is `ServiceError` `unavailable` / `storage.unavailable`. */
export interface Store {
  readonly tenants: TenantStore;
  readonly devices: DeviceStore;
  readonly people: PeopleStore;
  readonly roster: RosterStore;
  readonly audit: AuditStore;
  readonly due: DueStore;
  readonly wipLogs: WipLogStore;
  readonly persons: PersonStore;
  readonly writeBacks: WriteBackStore;
}

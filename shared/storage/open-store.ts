import { openAuditStore } from './audit-store';
import { connect, type StoreOptions } from './connection';
import { openDeviceStore } from './device-store';
import { openDueStore } from './due-store';
import { openPeopleStore } from './people-store';
import { openRosterStore } from './roster-store';
import type { Store } from './store';
import { openTable } from './table';
import { openTenantStore } from './tenant-store';
import { openWipLogStore } from './wip-log-store';

/**
 * Opens the store; nothing is sent yet, and the tables must be there (`createTables` makes them locally).
 * @throws ServiceError `internal` / `storage.insecure` for http to anything but loopback
 */
export function openStore(options: StoreOptions): Store {
  const { table } = connect(options);
  return {
    tenants: openTenantStore(openTable(table('tenants'))),
    devices: openDeviceStore(openTable(table('devices'))),
    people: openPeopleStore(openTable(table('people'))),
    roster: openRosterStore(openTable(table('roster'))),
    audit: openAuditStore(openTable(table('audit'))),
    due: openDueStore(openTable(table('due'))),
    wipLogs: openWipLogStore(openTable(table('wiplogs'))),
  };
}

import { openAuditStore } from './audit-store';
import { connect, type StoreOptions } from './connection';
import { openDeviceStore } from './device-store';
import { openDueStore } from './due-store';
import { openPeopleStore } from './people-store';
import { openPersonStore } from './person-store';
import { openRosterStore } from './roster-store';
import type { Store } from './store';
import { openTable, type Table } from './table';
import type { TableName } from './tables';
import { openTenantStore } from './tenant-store';
import { openWipLogStore } from './wip-log-store';
import { openWriteBackStore } from './write-back-store';

/**
 * Opens the store; nothing is sent yet, and the tables must be there (`createTables` makes them locally).
 * @throws ServiceError `internal` / `storage.insecure` for http to anything but loopback
 */
export function openStore(options: StoreOptions): Store {
  const { table } = connect(options);
  return storeOver((name) => openTable(table(name)));
}

/** The store over these tables. */
export function storeOver(open: (name: TableName) => Table): Store {
  const tables = {
    tenants: open('tenants'),
    devices: open('devices'),
    people: open('people'),
    roster: open('roster'),
    due: open('due'),
    audit: open('audit'),
    wiplogs: open('wiplogs'),
  };
  return {
    tenants: openTenantStore(tables.tenants),
    devices: openDeviceStore(tables.devices),
    people: openPeopleStore(tables.people),
    roster: openRosterStore(tables.roster),
    audit: openAuditStore(tables.audit),
    due: openDueStore(tables.due),
    wipLogs: openWipLogStore(tables.wiplogs),
    persons: openPersonStore(tables),
    writeBacks: openWriteBackStore(tables),
  };
}

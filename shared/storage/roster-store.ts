import { readListPage } from './page';
import { readRoster, rosterColumns } from './rows/roster-row';
import type { RosterStore } from './store';
import type { Table } from './table';

const DEVICE_KEY = /^[0-9a-f-]{36}$/;

/** The devices of a tenant, in the order of their ids, in table `roster`. */
export function openRosterStore(table: Table): RosterStore {
  return {
    put: (entry) => table.upsert({ partition: entry.tenantId, key: entry.deviceId, columns: rosterColumns(entry) }),

    list: async (tenantId, page) => {
      const { rows, ...rest } = await readListPage(table, { partition: tenantId, pattern: DEVICE_KEY }, page);
      return { entries: rows.map((row) => readRoster(row, tenantId)), ...rest };
    },
  };
}

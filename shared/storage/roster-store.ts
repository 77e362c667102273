import { ServiceError } from '../errors';
import type { TenantId } from '../ids';
import { continuationAfter, type PageRequest, readListPage } from './page';
import { readRoster, rosterColumns } from './rows/roster-row';
import type { RosterEntry, RosterStore } from './stores/roster';
import type { DeviceKey, Stored } from './stores/stored';
import type { Table } from './table';

const DEVICE_KEY = /^[0-9a-f-]{36}$/;
const SCANNED_AT_ONCE = 1000;
const MOST_SCANS = 20;

interface RosterPage {
  readonly entries: RosterEntry[];
  readonly continuation?: string;
}

type Matches = (entry: RosterEntry) => boolean;

/** The devices of a tenant, in the order of their ids, in table `roster`. */
export function openRosterStore(table: Table): RosterStore {
  async function readPage(tenantId: TenantId, page: PageRequest): Promise<RosterPage> {
    const { rows, ...rest } = await readListPage(table, { partition: tenantId, pattern: DEVICE_KEY }, page);
    return { entries: rows.map((row) => readRoster(row, tenantId)), ...rest };
  }

  // Names and states are no keys, so that whoever looks for them looks at every row, a bounded number at a time.
  async function scan(tenantId: TenantId, page: PageRequest, matches: Matches): Promise<RosterPage> {
    let found: RosterPage = { entries: [], ...startOf(page) };
    for (let scans = 0; scans < MOST_SCANS; scans += 1) {
      const { entries, ...rest } = await readPage(tenantId, { ...startOf(found), size: SCANNED_AT_ONCE });
      found = { entries: [...found.entries, ...entries.filter(matches)], ...rest };
      if (found.entries.length >= page.size) return firstOf(found, page.size);
      if (found.continuation === undefined) break;
    }
    return found;
  }

  async function loadStored({ tenantId, deviceId }: DeviceKey): Promise<Stored<RosterEntry> | undefined> {
    const row = await table.read({ partition: tenantId, key: deviceId });
    return row === undefined ? undefined : { value: readRoster(row, tenantId), etag: row.etag };
  }

  function noteOn({ value, etag }: Stored<RosterEntry>, change: Partial<RosterEntry>): Promise<boolean> {
    const row = { partition: value.tenantId, key: value.deviceId, columns: rosterColumns({ ...value, ...change }) };
    return unlessChanged(table.commit([{ kind: 'replace', row, etag }]));
  }

  return {
    loadStored,
    noteOn,

    note: async (device, generation, change) => {
      const before = await loadStored(device);
      if (before?.value.generation === generation) await noteOn(before, change);
    },

    put: (entry) => table.upsert({ partition: entry.tenantId, key: entry.deviceId, columns: rosterColumns(entry) }),

    load: async (tenantId, deviceId) => (await loadStored({ tenantId, deviceId }))?.value,

    list: (tenantId, page, matches) =>
      matches === undefined ? readPage(tenantId, page) : scan(tenantId, page, matches),
  };
}

async function unlessChanged(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing;
    return true;
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === 'storage.changed') return false;
    throw thrown;
  }
}

const startOf = ({ continuation }: { continuation?: string }) => (continuation === undefined ? {} : { continuation });

// What was found beyond the page is found again by the next one.
function firstOf({ entries, ...rest }: RosterPage, size: number): RosterPage {
  const last = entries[size - 1];
  if (last === undefined || entries.length === size) return { entries, ...rest };
  return { entries: entries.slice(0, size), continuation: continuationAfter(last.deviceId) };
}

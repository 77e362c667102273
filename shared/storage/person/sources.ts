import type { KeyRange } from '../keys';
import { auditPartitions, devicePartitions, EVERYTHING, POLICIES, userPartition, VISITS } from '../keys';
import type { StoredRow } from '../row';
import type { Search } from '../search';
import type { Person } from '../stores/persons';
import type { TableName } from '../tables';

/** Where rows about a person lie: what is searched, and how much of it at once. */
export interface Source {
  readonly name: SourceName;
  readonly table: TableName;
  readonly size: number;
  readonly search: (person: Person) => Search;
}

/** `people`: what lies in the person's own partition; `audit`: the proofs among it. */
export type SourceName = 'people' | 'visits' | 'devices' | 'roster' | 'due' | 'tenants' | 'wiplogs' | 'audit';

const SMALL = 1000;
// Up to 20 KB each.
const RECORDS = 100;
// For each of them a whole partition is read.
const DEVICES = 20;

/**
 * Every place in which rows about a person may lie. Where no column names the person, all rows of the tenant come, and
 * whoever searches looks into them: a due entry names a device as well, an audit row names people in its facts.
 */
export const SOURCES: Readonly<Record<SourceName, Source>> = {
  people: {
    name: 'people',
    table: 'people',
    size: SMALL,
    search: ({ tenantId, userId }) => ({ partitions: only(userPartition(tenantId, userId)) }),
  },
  visits: {
    name: 'visits',
    table: 'people',
    size: SMALL,
    search: ({ userId }) => ({ partitions: VISITS, where: { columns: ['userId'], text: userId } }),
  },
  devices: {
    name: 'devices',
    table: 'devices',
    size: DEVICES,
    search: ({ tenantId, userId }) => ({
      partitions: devicePartitions(tenantId),
      where: { columns: ['userId', 'requestedBy'], text: userId },
    }),
  },
  roster: {
    name: 'roster',
    table: 'roster',
    size: SMALL,
    search: ({ tenantId, userId }) => ({ partitions: only(tenantId), where: { columns: ['userId'], text: userId } }),
  },
  due: {
    name: 'due',
    table: 'due',
    size: SMALL,
    search: ({ tenantId }) => ({ partitions: EVERYTHING, where: { columns: ['tenantId'], text: tenantId } }),
  },
  tenants: {
    name: 'tenants',
    table: 'tenants',
    size: SMALL,
    search: ({ tenantId, userId }) => ({
      partitions: only(tenantId),
      keys: POLICIES,
      where: { columns: ['author'], text: userId },
      // Neither the document nor its secrets are read.
      columns: ['v', 'author', 'savedAt'],
    }),
  },
  wiplogs: {
    name: 'wiplogs',
    table: 'wiplogs',
    size: RECORDS,
    search: ({ tenantId, userId }) => ({
      partitions: devicePartitions(tenantId),
      where: { columns: ['userId'], text: userId },
    }),
  },
  audit: {
    name: 'audit',
    table: 'audit',
    size: SMALL,
    search: ({ tenantId }) => ({ partitions: auditPartitions(tenantId) }),
  },
};

const only = (partition: string): KeyRange => ({ from: partition, to: `${partition}!` });

const OF_STORAGE: ReadonlySet<string> = new Set(['partitionKey', 'rowKey', 'timestamp', 'etag']);

/** The columns of a row that are texts and speak of a person, facts among them. */
export function mentions({ columns }: StoredRow, { userId }: Person): readonly (readonly [string, string])[] {
  return Object.entries(columns).flatMap(([name, value]) =>
    typeof value === 'string' && !OF_STORAGE.has(name) && value.includes(userId) ? [[name, value] as const] : [],
  );
}

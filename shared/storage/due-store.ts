import { createHash } from 'node:crypto';
import { ServiceError } from '../errors';
import { dayOf, encodePart } from './keys';
import { put } from './put';
import type { NewRow, RowAddress, StoredRow } from './row';
import { dueColumns, progressColumns, readDue, readProgress } from './rows/due-row';
import type { DueEntry, DueList, DueStore, Progress } from './stores/due';
import type { Table } from './table';

// Four partitions a day, so that the entries of many devices neither meet in one nor cost many calls to look through.
const SHARDS = ['0', '1', '2', '3'] as const;
const PROGRESS: RowAddress = { partition: 'progress', key: 'housekeeping' };
const TIME_DIGITS = 16;

function addressOf({ at, kind, tenantId, subject, item }: DueEntry): RowAddress {
  const time = new Date(at);
  const hash = createHash('sha256').update(`${tenantId} ${subject}`).digest();
  const shard = SHARDS[hash.readUInt8(0) % SHARDS.length] ?? SHARDS[0];
  const parts = [
    timePart(time),
    kind,
    tenantId,
    encodePart(subject),
    ...(item === undefined ? [] : [encodePart(item)]),
  ];
  return { partition: partitionOf(dayOf(time), shard), key: parts.join('_') };
}

const partitionOf = (day: string, shard: string) => `${encodePart(day)}_${shard}`;
const timePart = (time: Date) => String(time.getTime()).padStart(TIME_DIGITS, '0');

/** What housekeeping must look at, in table `due`. */
export function openDueStore(table: Table): DueStore {
  const progressRow = (progress: Progress): NewRow => ({ ...PROGRESS, columns: progressColumns(progress) });

  return {
    put: (entry) => table.upsert({ ...addressOf(entry), columns: dueColumns(entry) }),

    list: async (day, now, size) => {
      const to = `${timePart(now)}~`;
      const lists = await Promise.all(SHARDS.map((shard) => readShard(table, partitionOf(day, shard), { to, size })));
      return {
        entries: lists.flatMap(({ entries }) => entries),
        unreadable: lists.reduce((sum, { unreadable }) => sum + unreadable, 0),
      };
    },

    remove: (entry) => table.remove(addressOf(entry)),

    loadProgress: async () => {
      const row = await table.read(PROGRESS);
      return row === undefined ? undefined : { value: readProgress(row), etag: row.etag };
    },

    saveProgress: async (progress, before) => {
      const [etag = ''] = await table.commit([put(progressRow(progress), before)]);
      return { value: progress, etag };
    },
  };
}

interface ShardPage {
  readonly to: string;
  readonly size: number;
}

// Rows that cannot be read must hide none that can, however many they are.
async function readShard(table: Table, partition: string, { to, size }: ShardPage): Promise<DueList> {
  let [from, unreadable] = ['', 0];
  for (;;) {
    const { rows, more } = await table.readPage(partition, { from, to }, size);
    const entries = rows.flatMap(readListed);
    unreadable += rows.length - entries.length;
    const last = rows.at(-1);
    if (entries.length > 0 || !more || last === undefined) return { entries, unreadable };
    from = `${last.key}!`;
  }
}

// One row that this instance cannot read, of a newer one perhaps, must not keep the others from being looked at.
function readListed(row: StoredRow): DueEntry[] {
  try {
    return [readDue(row)];
  } catch (thrown) {
    if (thrown instanceof ServiceError) return [];
    throw thrown;
  }
}

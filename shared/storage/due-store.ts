import { createHash } from 'node:crypto';
import { dayOf, encodePart } from './keys';
import { put } from './put';
import type { NewRow, RowAddress } from './row';
import { dueColumns, progressColumns, readDue, readProgress } from './rows/due-row';
import type { DueEntry, DueStore, Progress } from './stores/due';
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
      const range = { from: '', to: `${timePart(now)}~` };
      const pages = await Promise.all(SHARDS.map((shard) => table.readPage(partitionOf(day, shard), range, size)));
      return pages.flatMap(({ rows }) => rows.map(readDue));
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

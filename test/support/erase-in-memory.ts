import { systemClock } from '../../shared/clock';
import { storeOver } from '../../shared/storage/open-store';
import type { Person } from '../../shared/storage/stores/persons';
import { TABLE_NAMES, type TableName } from '../../shared/storage/tables';
import { type Delivery, deliveries, troubledTable } from '../chaos/delivery';
import { type RawRow, textOf } from './every-row';
import { MemoryTable } from './memory-table';

/** Tables in memory, by name. */
export type MemoryTables = Readonly<Record<TableName, MemoryTable>>;

/** Tables that hold these rows. */
export async function tablesWith(rows: readonly RawRow[]): Promise<MemoryTables> {
  const tables = {
    tenants: new MemoryTable(),
    devices: new MemoryTable(),
    people: new MemoryTable(),
    roster: new MemoryTable(),
    due: new MemoryTable(),
    audit: new MemoryTable(),
    wiplogs: new MemoryTable(),
  };
  for (const { table, ...row } of rows) await tables[table].upsert(row);
  return tables;
}

const DAYS = 90;

/** Goes through a whole erasure; `delivery` decides what happens at which of its calls. */
export async function eraseIn(
  tables: MemoryTables,
  { person, pseudonym }: { readonly person: Person; readonly pseudonym: string },
  delivery: Delivery,
): Promise<void> {
  const { persons } = storeOver((name) => troubledTable(tables[name]));
  const terms = { clock: systemClock, lostContactDays: DAYS, writesDirectory: false };
  await deliveries.run(delivery, async () => {
    await persons.beginErasure(person, pseudonym, terms);
    for (;;) if ((await persons.continueErasure(person, terms)).done) return;
  });
}

/** Everything that these tables hold, with one text in place of these pseudonyms. */
export async function contentOf(tables: MemoryTables, pseudonyms: readonly string[]): Promise<string> {
  const everything = { partitions: { from: '', to: '\uffff' } };
  const texts: string[] = [];
  for (const name of TABLE_NAMES) {
    const { rows } = await tables[name].search(everything, Number.POSITIVE_INFINITY);
    texts.push(...rows.map((row) => `${name} ${textOf({ ...row, columns: columnsOf(row.columns) })}`));
  }
  return pseudonyms.reduce((text, pseudonym) => text.replaceAll(pseudonym, 'somebody'), texts.sort().join('\n'));
}

type Columns = RawRow['columns'];

const columnsOf = (columns: Readonly<Record<string, unknown>>): Columns =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, value]) =>
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean' ||
      value instanceof Uint8Array
        ? [[name, value] as const]
        : [],
    ),
  );
